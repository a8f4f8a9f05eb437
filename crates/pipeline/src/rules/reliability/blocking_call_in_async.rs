//! Calls that block an event loop.

use types::{Category, Severity};

use crate::languages::Call;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/blocking-call-in-async",
    title: "Blocking call in an async function",
    category: Category::Reliability,
    severity: Severity::Medium,
    cwe: Some(834),
    owasp: None,
    effort_minutes: 15,
    skills: &["concurrency"],
    in_tests: false,
    what: "An async function sleeps or sends an HTTP request in a way that blocks its thread.",
    why: "While it blocks, nothing else of the event loop runs: every other request waits with it.",
    instead: "Await the async form (`asyncio.sleep`, `tokio::time::sleep`, an async client), or move the \
              call to a thread.",
    examples: &[
        Example {
            language: "python",
            bad: r"
async def poll():
    time.sleep(1)
",
            good: r"
async def poll():
    await asyncio.sleep(1)

async def other():
    def wait():
        time.sleep(1)
    await asyncio.to_thread(wait)
",
        },
        Example {
            language: "rust",
            bad: r"
async fn poll() {
    std::thread::sleep(PAUSE);
}
",
            good: r"
async fn poll() {
    tokio::time::sleep(PAUSE).await;
    tokio::task::spawn_blocking(|| std::thread::sleep(PAUSE)).await;
}
",
        },
    ],
    checks: &[Check::Call {
        names: &["sleep", "get", "post", "put", "delete", "urlopen", "run", "check_output"],
        check,
    }],
};

fn check(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    let instead = match (at.file.spec.id, call.path.as_str()) {
        ("python", "time.sleep") => "asyncio.sleep",
        ("python", path) if path.strip_prefix("requests.").is_some_and(|name| name == call.name) => {
            "an async client"
        }
        ("python", "urllib.request.urlopen") => "an async client",
        ("python", "subprocess.run" | "subprocess.check_output") => "asyncio.create_subprocess_exec",
        ("rust", "thread::sleep" | "std::thread::sleep") => "tokio::time::sleep",
        _ => return,
    };
    if is_in_async(at) {
        sink.found(
            at.node,
            format!("`{}` blocks the thread that all other tasks run on; use {instead}.", call.path),
        );
    }
}

/// Whether the nearest function or block of its own around is async.
fn is_in_async(at: &At<'_>) -> bool {
    for node in at.around.ancestors.iter().rev() {
        match node.kind() {
            "async_block" => return true,
            "closure_expression" | "lambda" => return at.text(*node).starts_with("async"),
            "function_item" | "function_definition" => {
                let head = &at.file.source[node.start_byte()
                    ..node.child_by_field_name("name").map_or(node.start_byte(), |name| name.start_byte())];
                return head.split_whitespace().any(|word| word == "async");
            }
            _ => {}
        }
    }
    false
}
