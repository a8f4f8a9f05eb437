//! Pages of any origin may act as the signed-in user.

use types::{Category, Severity};

use crate::languages::Call;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/open-cors",
    title: "Any origin with credentials",
    category: Category::Security,
    severity: Severity::High,
    cwe: Some(942),
    owasp: Some("A05"),
    effort_minutes: 20,
    skills: &["http", "secure-coding"],
    in_tests: false,
    what: "Cross-origin requests are allowed from every origin, together with cookies.",
    why: "Any page that the user opens can then read and do what the user can.",
    instead: "List the origins that are yours; allow all of them only where no cookie counts.",
    examples: &[
        Example {
            language: "python",
            bad: "app.add_middleware(CORSMiddleware, allow_origins=[\"*\"], allow_credentials=True)",
            good: "app.add_middleware(CORSMiddleware, allow_origins=[\"https://app.example.com\"], allow_credentials=True)",
        },
        Example {
            language: "javascript",
            bad: "app.use(cors({ origin: true, credentials: true }));",
            good: "app.use(cors({ origin: 'https://app.example.com', credentials: true }));",
        },
        Example {
            language: "java",
            bad: r#"
class Web {
  void addCorsMappings(CorsRegistry registry) {
    registry.addMapping("/**").allowedOriginPatterns("*").allowCredentials(true);
  }
}
"#,
            good: r#"
class Web {
  void addCorsMappings(CorsRegistry registry) {
    registry.addMapping("/**").allowedOrigins("https://app.example.com").allowCredentials(true);
  }
}
"#,
        },
        Example {
            language: "rust",
            bad: r"
fn layer() -> CorsLayer {
    CorsLayer::very_permissive()
}
",
            good: r"
fn layer() -> CorsLayer {
    CorsLayer::new().allow_origin(origins)
}
",
        },
    ],
    checks: &[Check::Call {
        names: &["add_middleware", "CORS", "cors", "allowCredentials", "very_permissive"],
        check,
    }],
};

fn check(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    let text: String = at
        .text(at.node)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c == '\'' { '"' } else { c })
        .collect();
    let has = |part: &str| text.contains(part);
    let open = match call.name.as_str() {
        "add_middleware" => has("allow_origins=[\"*\"") && has("allow_credentials=True"),
        "CORS" => has("origins=\"*\"") && has("supports_credentials=True"),
        "cors" => (has("origin:true") || has("origin:\"*\"")) && has("credentials:true"),
        "allowCredentials" => {
            (has("allowedOriginPatterns(\"*\")") || has("allowedOrigins(\"*\")"))
                && has("allowCredentials(true)")
        }
        _ => call.path.ends_with("CorsLayer::very_permissive"),
    };
    if open {
        sink.found(
            at.node,
            format!(
                "`{}` lets pages of any origin act with the user's cookies; list your own origins.",
                call.path
            ),
        );
    }
}
