//! What is said about data that does harm: one sentence that names variable, source and place.

use super::Weakness;
use super::walk::Hit;

/// What was seen, and what to do.
pub(super) fn of(hit: &Hit<'_>) -> String {
    let who = who(hit);
    let place = &hit.place;
    match hit.weakness {
        Weakness::Sql => {
            format!("{who} is put into the SQL text given to `{place}`; pass it as a bound parameter.")
        }
        Weakness::Command => {
            format!(
                "{who} becomes part of the command that `{place}` runs; pass a list of arguments without a shell, or quote it."
            )
        }
        Weakness::Path => {
            format!(
                "{who} becomes part of the path given to `{place}`; resolve it and check that it stays inside its folder."
            )
        }
        Weakness::Code => format!("{who} is run as code by `{place}`; parse it as data instead."),
        Weakness::Deserialization => {
            format!(
                "{who} is turned into objects by `{place}`, which can run any code; use a data format such as JSON."
            )
        }
        Weakness::Ssrf => {
            format!("{who} chooses the host that `{place}` calls; check it against the hosts that you mean.")
        }
        Weakness::Xss => format!(
            "{who} becomes markup through `{place}` without being escaped; escape it or set it as text."
        ),
        Weakness::Redirect => {
            format!(
                "{who} decides where `{place}` sends the browser; allow only paths of your own or known hosts."
            )
        }
    }
}

/// The value and where it comes from.
fn who(hit: &Hit<'_>) -> String {
    let via = hit.taint.via.map(short);
    match (hit.taint.origin_of(hit.weakness), via) {
        (Some(origin), Some(via)) if !origin.text.contains(via) => {
            format!("`{via}` from `{}` (line {})", short(origin.text), origin.line)
        }
        (Some(origin), _) => format!("`{}` (line {})", short(origin.text), origin.line),
        (None, via) => {
            let via = via.unwrap_or("a value");
            match hit.parameter {
                Some((name, function)) if name == via => format!("`{via}`, a parameter of `{function}`,"),
                Some((name, function)) => format!("`{via}` from `{name}`, a parameter of `{function}`,"),
                None => format!("`{via}`"),
            }
        }
    }
}

/// The first line of a piece of code, cut to what fits in a sentence.
fn short(code: &str) -> &str {
    let line = code.lines().next().unwrap_or(code);
    match line.char_indices().nth(48) {
        Some((end, _)) => line[..end].trim_end(),
        None => line,
    }
}
