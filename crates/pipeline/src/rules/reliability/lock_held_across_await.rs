//! Guards that live across an `.await`.

use tree_sitter::Node;
use types::{Category, Severity};

use crate::rules::text::line;
use crate::rules::{At, Check, Example, File, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/lock-held-across-await",
    title: "Lock held while waiting",
    category: Category::Reliability,
    severity: Severity::High,
    cwe: Some(667),
    owasp: None,
    effort_minutes: 20,
    skills: &["concurrency", "rust"],
    in_tests: false,
    what: "A guard of a blocking lock (`lock().unwrap()`) is still alive at an `.await` behind it in the \
           same block.",
    why: "The task may be put aside with the lock held; whoever else wants it blocks a whole thread of the \
          runtime, and all may stand still.",
    instead: "End the guard before the `.await` (a block of its own, `drop`), or use the lock of the async \
              runtime.",
    examples: &[Example {
        language: "rust",
        bad: r"
async fn add(state: &State) {
    let mut count = state.count.lock().unwrap();
    *count += load().await;
}
",
        good: r"
async fn add(state: &State) {
    let more = load().await;
    let mut count = state.count.lock().unwrap();
    *count += more;
}

async fn swap(state: &State) {
    let mut count = state.count.lock().unwrap();
    *count += 1;
    drop(count);
    load().await;
}
",
    }],
    checks: &[Check::Kind { kinds: &["let_declaration"], check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    let (Some(pattern), Some(value)) = (at.field("pattern"), at.field("value")) else { return };
    let taken: String = at.text(value).chars().filter(|c| !c.is_whitespace()).collect();
    let unwrapped = taken.ends_with(".unwrap()")
        || taken
            .rfind(".expect(")
            .is_some_and(|from| !taken[from + 8..].contains(").") && taken.ends_with(')'));
    let lock = taken.rfind(".unwrap()").or_else(|| taken.rfind(".expect(")).map_or("", |end| &taken[..end]);
    if !unwrapped || ![".lock()", ".read()", ".write()"].iter().any(|call| lock.ends_with(call)) {
        return;
    }
    let Some(block) = at.around.parent().filter(|parent| parent.kind() == "block") else { return };
    let name = at.text(pattern).trim_start_matches("mut ").trim();
    let mut cursor = block.walk();
    for statement in
        block.named_children(&mut cursor).filter(|child| child.start_byte() >= at.node.end_byte())
    {
        if at.text(statement).contains(&format!("drop({name})")) {
            return;
        }
        if awaits(statement, at.file) {
            sink.found(at.node, format!("`{name}` holds a blocking lock at the `.await` on line {}; end it before, or use the runtime's own lock.", line_of(statement, at.file)));
            return;
        }
    }
}

/// Whether a statement waits, closures and inner async blocks apart.
fn awaits(node: Node<'_>, file: &File<'_>) -> bool {
    find_await(node, file).is_some()
}

fn line_of(node: Node<'_>, file: &File<'_>) -> usize {
    line(find_await(node, file).unwrap_or(node))
}

fn find_await<'t>(statement: Node<'t>, file: &File<'_>) -> Option<Node<'t>> {
    if !file.text(statement).contains(".await") {
        return None;
    }
    let mut open = vec![statement];
    while let Some(node) = open.pop() {
        match node.kind() {
            "await_expression" => return Some(node),
            "closure_expression" | "async_block" | "function_item" => {}
            _ => {
                let mut cursor = node.walk();
                open.extend(node.named_children(&mut cursor));
            }
        }
    }
    None
}
