//! XML readers that follow references out of the document.

use types::{Category, Severity};

use crate::languages::{Call, Roles};
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/xml-external-entity",
    title: "XML that may load files and addresses",
    category: Category::Security,
    severity: Severity::High,
    cwe: Some(611),
    owasp: Some("A05"),
    effort_minutes: 20,
    skills: &["secure-coding", "xml"],
    in_tests: false,
    what: "An XML reader is made that resolves external entities, and nothing in the file turns that off.",
    why: "A document can then name `file:///etc/passwd` or an address inside the network, and gets its content put in its \
          place.",
    instead: "Forbid document types (`disallow-doctype-decl`), or turn external entities off; in Python leave \
              `resolve_entities` off or use defusedxml.",
    examples: &[
        Example {
            language: "java",
            bad: r"
class Read {
  Document read(InputStream in) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
  }
}
",
            good: r#"
class Read {
  Document read(InputStream in) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(in);
  }
}
"#,
        },
        Example {
            language: "python",
            bad: "parser = etree.XMLParser(resolve_entities=True)",
            good: "parser = etree.XMLParser(resolve_entities=False)",
        },
        Example {
            language: "javascript",
            bad: "const doc = libxmljs.parseXml(body, { noent: true });",
            good: "const doc = libxmljs.parseXml(body);",
        },
    ],
    checks: &[Check::Call {
        names: &[
            "newInstance",
            "newFactory",
            "createXMLReader",
            "XMLParser",
            "parseXml",
            "parseXmlString",
            "SAXBuilder",
            "SAXReader",
        ],
        check,
    }],
};

/// What turns it off in Java, in the method that makes the reader; or anywhere in the file, where that method does not
/// read with it.
const GUARDS: &[&str] = &[
    "disallow-doctype-decl",
    "external-general-entities",
    "FEATURE_SECURE_PROCESSING",
    "ACCESS_EXTERNAL_DTD",
    "SUPPORT_DTD",
    "IS_SUPPORTING_EXTERNAL_ENTITIES",
    "setEntityResolver",
    "setExpandEntityReferences(false)",
];

fn check(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    let argument = |text: &str| call.arguments.iter().any(|argument| at.text(argument.value).contains(text));
    let follows = match at.file.spec.id {
        "java" => {
            let made = matches!(
                call.path.rsplit_once('.').map_or(call.path.as_str(), |(maker, _)| maker),
                "DocumentBuilderFactory"
                    | "SAXParserFactory"
                    | "XMLInputFactory"
                    | "XMLReaderFactory"
                    | "SAXBuilder"
                    | "SAXReader"
            );
            // A builder that only makes documents reads none.
            let reads =
                |text: &str| [".parse(", "createXML", ".build("].iter().any(|name| text.contains(name));
            let method =
                at.enclosing(Roles::FUNCTION).map(|method| at.text(method)).filter(|method| reads(method));
            let text = method.unwrap_or(at.file.source);
            // What lies in the program's own archive points where its author wanted.
            let own = text.contains("getResource") || text.contains("ClassPathResource");
            let helped = method.is_some_and(|method| {
                let method = method.to_ascii_lowercase();
                ["secure", "harden", "disable"].iter().any(|word| method.contains(word))
            });
            made && reads(text) && !own && !helped && !GUARDS.iter().any(|guard| text.contains(guard))
        }
        "python" => call.arguments.iter().any(|argument| {
            argument.keyword.as_deref() == Some("resolve_entities") && at.text(argument.value) == "True"
        }),
        _ => argument("noent: true"),
    };
    if follows {
        sink.found(
            at.node,
            format!(
                "`{}` makes a reader that loads what a document points to; forbid document types.",
                call.path
            ),
        );
    }
}
