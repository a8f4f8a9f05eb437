//! A small HTTPS server on the loopback interface, with a certificate of its own: `git http-backend`, or misbehaviour.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use pipeline::Network;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use tempfile::TempDir;

/// How the server answers.
#[derive(Debug, Clone)]
pub enum Answers {
    /// As git does, for the repositories in a folder.
    Git(PathBuf),
    /// With a status and nothing more.
    Status(u16),
    /// With a page for people.
    Page,
    /// With a redirect to another address, the path kept.
    Redirect(String),
    /// Not at all.
    Silence,
    /// As git does, but the pack breaks off after so many bytes and the connection stays open.
    Stall(PathBuf, usize),
    /// As git does, but the pack breaks off after so many bytes and the connection is closed.
    Break(PathBuf, usize),
}

/// A running server. It ends when it is dropped.
pub struct Server {
    address: SocketAddr,
    authority: TempDir,
    stop: Arc<AtomicBool>,
    packs: Arc<AtomicUsize>,
}

impl Server {
    pub fn start(answers: Answers) -> Self {
        let certificate = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
        let authority = tempfile::tempdir().unwrap();
        std::fs::write(authority.path().join("ca.pem"), certificate.cert.pem()).unwrap();
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(certificate.signing_key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.cert.der().clone()], key)
            .unwrap();
        let config = Arc::new(config);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        let packs = Arc::new(AtomicUsize::new(0));
        let (stopped, counted) = (Arc::clone(&stop), Arc::clone(&packs));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if stopped.load(Ordering::Acquire) {
                    break;
                }
                let (config, answers) = (Arc::clone(&config), answers.clone());
                let (stopped, counted) = (Arc::clone(&stopped), Arc::clone(&counted));
                std::thread::spawn(move || serve(stream, config, &answers, &stopped, &counted));
            }
        });
        Self { address, authority, stop, packs }
    }

    /// The address of a repository.
    pub fn url(&self, repository: &str) -> String {
        format!("https://{}/{repository}", self.address)
    }

    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// How often a pack was asked for.
    pub fn packs(&self) -> usize {
        self.packs.load(Ordering::Acquire)
    }

    /// Trusts the server, and is soon out of patience.
    pub fn network(&self) -> Network {
        Network {
            connect_timeout: Duration::from_secs(5),
            stall_timeout: Duration::from_millis(400),
            total_timeout: Duration::from_secs(60),
            ca_file: Some(self.authority.path().join("ca.pem")),
            ..Network::default()
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        let _ = TcpStream::connect(self.address);
    }
}

type Tls = StreamOwned<ServerConnection, TcpStream>;

struct Request {
    method: String,
    path: String,
    query: String,
    content_type: String,
    body: Vec<u8>,
}

fn serve(
    stream: TcpStream,
    config: Arc<ServerConfig>,
    answers: &Answers,
    stop: &AtomicBool,
    packs: &AtomicUsize,
) {
    let mut tls = BufReader::new(StreamOwned::new(ServerConnection::new(config).unwrap(), stream));
    let Some(request) = read_request(&mut tls) else { return };
    let tls = tls.get_mut();
    if request.method == "POST" {
        packs.fetch_add(1, Ordering::AcqRel);
    }
    match answers {
        Answers::Git(root) => respond(tls, &backend(root, &request)),
        Answers::Status(status) => {
            respond(
                tls,
                format!("HTTP/1.1 {status} No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").as_bytes(),
            );
        }
        Answers::Page => {
            respond(tls, b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 4\r\nconnection: close\r\n\r\n<hr>");
        }
        Answers::Redirect(to) => {
            let query = if request.query.is_empty() { String::new() } else { format!("?{}", request.query) };
            let head = format!(
                "HTTP/1.1 301 Moved\r\nlocation: {to}{}{query}\r\ncontent-length: 0\r\n\r\n",
                request.path
            );
            respond(tls, head.as_bytes());
        }
        Answers::Silence => wait(stop),
        Answers::Stall(root, bytes) | Answers::Break(root, bytes) => {
            let whole = backend(root, &request);
            if request.method == "POST" {
                respond(tls, &whole[..whole.len().min(*bytes)]);
                if matches!(answers, Answers::Stall(..)) {
                    wait(stop);
                }
            } else {
                respond(tls, &whole);
            }
        }
    }
    tls.conn.send_close_notify();
    let _ = tls.flush();
}

/// Holds the connection open until the server ends.
fn wait(stop: &AtomicBool) {
    while !stop.load(Ordering::Acquire) {
        #[expect(clippy::disallowed_methods, reason = "a host that does not answer is played")]
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn respond(tls: &mut Tls, bytes: &[u8]) {
    let _ = tls.write_all(bytes);
    let _ = tls.flush();
}

fn read_request(tls: &mut BufReader<Tls>) -> Option<Request> {
    let mut line = String::new();
    tls.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let (mut length, mut content_type) = (0, String::new());
    loop {
        let mut header = String::new();
        tls.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim().split_once(':') else { break };
        match name.to_lowercase().as_str() {
            "content-length" => length = value.trim().parse().ok()?,
            "content-type" => value.trim().clone_into(&mut content_type),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    tls.read_exact(&mut body).ok()?;
    Some(Request { method, path: path.to_owned(), query: query.to_owned(), content_type, body })
}

/// What `git http-backend` answers, as HTTP.
fn backend(root: &Path, request: &Request) -> Vec<u8> {
    let mut child = Command::new("git")
        .args(["-c", "safe.directory=*", "-c", "uploadpack.allowReachableSHA1InWant=true", "http-backend"])
        .env("GIT_PROJECT_ROOT", root)
        .env("GIT_HTTP_EXPORT_ALL", "1")
        .env("REQUEST_METHOD", &request.method)
        .env("PATH_INFO", &request.path)
        .env("QUERY_STRING", &request.query)
        .env("CONTENT_TYPE", &request.content_type)
        .env("CONTENT_LENGTH", request.body.len().to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&request.body).unwrap();
    let output = child.wait_with_output().unwrap().stdout;
    let end = output.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let head = String::from_utf8_lossy(&output[..end]).into_owned();
    let status = head.lines().find_map(|line| line.strip_prefix("Status: ")).unwrap_or("200 OK").to_owned();
    let body = &output[end + 4..];
    let mut answer =
        format!("HTTP/1.1 {status}\r\n{head}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len())
            .into_bytes();
    answer.extend_from_slice(body);
    answer
}
