//! Browsers show who they are by a cookie: inside, it stands for a token.

use poem::http::{HeaderMap, HeaderValue, Method, header};
use poem::{Endpoint, IntoResponse, Middleware, Request, Response, Result};

use crate::error::ApiError;
use crate::problem::Kind;

/// The cookie's name. Cookies know no ports, so that of the address is part of it: who signs in to one of two services
/// on a machine stays signed in to the other.
fn name(host: Option<&str>) -> String {
    let port = host.and_then(|host| host.rsplit_once(':')).map(|(_, port)| port);
    match port.filter(|port| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())) {
        Some(port) => format!("devmentor_session_{port}"),
        None => "devmentor_session".to_owned(),
    }
}

/// The cookie that keeps a browser signed in to the service at `host`. Scripts cannot read it, and other sites cannot
/// send it.
pub(crate) fn set(host: Option<&str>, secret: &str, seconds: i64, over_tls: bool) -> String {
    let (name, secure) = (name(host), if over_tls { "; Secure" } else { "" });
    format!("{name}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}

/// The cookie that ends it.
pub(crate) fn clear(host: Option<&str>) -> String {
    set(host, "", 0, false)
}

/// Puts what the cookie holds where a token would stand.
pub(crate) struct SessionCookie;

impl<E: Endpoint> Middleware<E> for SessionCookie {
    type Output = CookieEndpoint<E>;

    fn transform(&self, inner: E) -> CookieEndpoint<E> {
        CookieEndpoint(inner)
    }
}

/// See [`SessionCookie`].
pub(crate) struct CookieEndpoint<E>(E);

impl<E: Endpoint> Endpoint for CookieEndpoint<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> Result<Response> {
        if !request.headers().contains_key(header::AUTHORIZATION)
            && let Some(secret) = find(request.headers())
            && let Ok(token) = HeaderValue::from_str(&format!("Bearer {secret}"))
        {
            if changes_something(request.method()) && !is_same_origin(request.headers()) {
                let detail = "The request comes from a page of another site; open the service's own pages.";
                return Err(ApiError::new(Kind::Forbidden, detail).into());
            }
            request.headers_mut().insert(header::AUTHORIZATION, token);
        }
        self.0.call(request).await.map(IntoResponse::into_response)
    }
}

/// Where the client says that it reaches the service.
pub(crate) fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST).and_then(|host| host.to_str().ok())
}

fn find(headers: &HeaderMap) -> Option<String> {
    let wanted = name(host(headers));
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(name, value)| *name == wanted && !value.is_empty())
        .map(|(_, value)| value.to_owned())
}

fn changes_something(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether a page of this very service asks. Browsers say so themselves, but for those on plain HTTP: these name the
/// page's origin.
fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let origin = text("origin").and_then(|origin| origin.split_once("://")).map(|(_, place)| place);
    origin.is_some() && origin == text("host")
}

#[cfg(test)]
mod tests {
    use poem::endpoint::make_sync;
    use poem::{EndpointExt, handler};

    use super::*;

    #[handler]
    fn shown(request: &Request) -> String {
        request.header("authorization").unwrap_or_default().to_owned()
    }

    async fn ask(method: Method, headers: &[(&str, &str)]) -> Result<String, u16> {
        let app = poem::Route::new()
            .at("/", poem::get(shown).post(shown).put(make_sync(|_| "put")))
            .with(SessionCookie);
        let mut request = Request::builder().method(method).uri_str("/");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        match app.call(request.finish()).await {
            Ok(reply) => Ok(reply.into_body().into_string().await.unwrap()),
            Err(error) => Err(error.into_response().status().as_u16()),
        }
    }

    #[tokio::test]
    async fn a_cookie_stands_for_a_token_and_a_token_stands_for_itself() {
        let cookie = ("cookie", "theme=dark; devmentor_session=dm_1");
        assert_eq!(ask(Method::GET, &[cookie]).await, Ok("Bearer dm_1".to_owned()));
        let token = ("authorization", "Bearer dm_2");
        assert_eq!(ask(Method::POST, &[cookie, token]).await, Ok("Bearer dm_2".to_owned()));
        assert_eq!(ask(Method::GET, &[("cookie", "devmentor_session=")]).await, Ok(String::new()));
    }

    #[tokio::test]
    async fn services_on_one_machine_have_cookies_of_their_own() {
        let cookie =
            ("cookie", "devmentor_session=dm_0; devmentor_session_8080=dm_1; devmentor_session_81=dm_2");
        for (host, token) in [("a:8080", "dm_1"), ("[::1]:81", "dm_2"), ("a", "dm_0"), ("[::1]", "dm_0")] {
            let answer = ask(Method::GET, &[cookie, ("host", host)]).await;
            assert_eq!(answer, Ok(format!("Bearer {token}")), "{host}");
            assert!(
                set(Some(host), token, 1, false).split(';').any(|part| cookie.1.contains(part)),
                "{host}"
            );
        }
    }

    #[tokio::test]
    async fn pages_of_other_sites_change_nothing() {
        let cookie = ("cookie", "devmentor_session=dm_1; devmentor_session_1=dm_1");
        for (headers, let_in) in [
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "same-site")], false),
            (vec![("sec-fetch-site", "cross-site"), ("host", "a:1"), ("origin", "http://a:1")], false),
            (vec![("host", "a:1"), ("origin", "http://a:1")], true),
            (vec![("host", "a:1"), ("origin", "http://a:2")], false),
            (vec![("host", "a:1"), ("origin", "null")], false),
            (vec![], false),
        ] {
            let answer = ask(Method::POST, &[vec![cookie], headers.clone()].concat()).await;
            assert_eq!(answer.is_ok(), let_in, "{headers:?}: {answer:?}");
        }
    }
}
