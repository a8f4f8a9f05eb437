//! Which addresses are fetched from.

use ureq::http::Uri;

use crate::AnalyzeError;

/// Why an address is not fetched from.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidAddress(pub &'static str);

/// Whether an address may be fetched from: https, a host, a path, and nothing that could hide a secret.
pub fn check_address(url: &str) -> Result<(), InvalidAddress> {
    let Some((scheme, rest)) = url.split_once("://") else {
        return Err(InvalidAddress("it is not a URL"));
    };
    if !scheme.eq_ignore_ascii_case("https") {
        return Err(InvalidAddress("only https addresses are fetched"));
    }
    if rest.contains(['?', '#']) {
        return Err(InvalidAddress("it holds a query or a fragment"));
    }
    let uri: Uri = url.parse().map_err(|_| InvalidAddress("it is not a URL"))?;
    let authority = uri.authority().ok_or(InvalidAddress("it names no host"))?;
    if authority.as_str().contains('@') {
        return Err(InvalidAddress("it holds a user name or password; only public repositories are fetched"));
    }
    if authority.host().is_empty() {
        return Err(InvalidAddress("it names no host"));
    }
    if uri.path().trim_matches('/').is_empty() {
        return Err(InvalidAddress("it names a host but no repository"));
    }
    Ok(())
}

/// The host of a checked address, with its port where one is written.
pub(super) fn host(url: &str) -> String {
    url.parse::<Uri>().ok().and_then(|uri| Some(uri.authority()?.to_string())).unwrap_or_default()
}

/// [`check_address`] as an error of the analysis.
pub(super) fn require(url: &str) -> Result<(), AnalyzeError> {
    check_address(url)
        .map_err(|InvalidAddress(reason)| AnalyzeError::InvalidUrl { url: redacted(url), reason })
}

/// An address without what stands before an `@` in its authority.
fn redacted(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let separator = if scheme.is_empty() { "" } else { "://" };
    format!("{scheme}{separator}{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_https_addresses_are_taken() {
        for (url, expected) in [
            ("https://example.org/a/b", true),
            ("https://example.org:8443/a/b.git", true),
            ("HTTPS://example.org/a", true),
            ("https://[::1]:8443/a", true),
            ("http://example.org/a/b", false),
            ("ssh://git@example.org/a/b", false),
            ("git@example.org:a/b", false),
            ("file:///etc", false),
            ("ext::sh -c touch% /tmp/x", false),
            ("https://", false),
            ("https:///a/b", false),
            ("https://example.org", false),
            ("https://example.org/", false),
            ("https://me:secret@example.org/a/b", false),
            ("https://example.org/a b", false),
            ("https://example.org/a?token=1", false),
            ("not a url", false),
            ("", false),
        ] {
            assert_eq!(check_address(url).is_ok(), expected, "{url}");
        }
    }

    #[test]
    fn no_error_tells_a_secret() {
        let error = require("https://me:secret@example.org/a/b").unwrap_err();
        assert!(!error.to_string().contains("secret"), "{error}");
        assert!(error.to_string().contains("example.org/a/b"), "{error}");
    }
}
