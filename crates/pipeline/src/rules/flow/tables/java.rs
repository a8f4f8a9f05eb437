//! Java: servlets, Spring, JAX-RS; JDBC, JPA, `Runtime`, `ProcessBuilder`.

use tree_sitter::Node;

use super::{Form, Handed, Input, Place, Table, place, type_name};
use crate::languages::{Call, Parameter};
use crate::rules::File;
use crate::rules::flow::Weakness::{Code, Command, Deserialization, Path, Redirect, Sql, Ssrf, Xss};
use crate::rules::flow::taint::{Harms, Shape, Taint, Trust};

/// The path of the very page, and headers, which no link can set: they stay on this host.
const OWN_PATH: Harms = Harms::but(&[Redirect, Ssrf]);

pub(super) static TABLE: Table = Table {
    forms: &[
        ("identifier", Form::Name),
        ("this", Form::Name),
        ("field_access", Form::Member("object", "field")),
        ("array_access", Form::Element("array")),
        ("string_literal", Form::Text),
        ("string_interpolation", Form::All),
        ("binary_expression", Form::Joined),
        ("ternary_expression", Form::AllBut("condition")),
        ("parenthesized_expression", Form::All),
        ("cast_expression", Form::First("value")),
        ("array_initializer", Form::All),
        ("array_creation_expression", Form::First("value")),
        ("assignment_expression", Form::First("right")),
    ],
    frameworks: &[
        "HttpServletRequest",
        "ServletRequest",
        "org.springframework.web",
        "javax.ws.rs",
        "jakarta.ws.rs",
        "io.micronaut",
    ],
    handlers: &[
        "Mapping(",
        "HttpServletRequest",
        "ServletRequest",
        "@RequestParam",
        "@PathVariable",
        "@RequestBody",
        "@RequestHeader",
        "@CookieValue",
        "@QueryParam",
        "@PathParam",
        "@FormParam",
        "@HeaderParam",
        "@ModelAttribute",
    ],
    origins: &[
        ("$request.getParameter()", Trust::Remote, Harms::ALL),
        ("$request.getParameterValues()", Trust::Remote, Harms::ALL),
        ("$request.getParameterMap()", Trust::Remote, Harms::ALL),
        ("$request.getHeader()", Trust::Remote, OWN_PATH),
        ("$request.getQueryString()", Trust::Remote, Harms::ALL),
        ("$request.getCookies()", Trust::Remote, Harms::ALL),
        ("$request.getReader()", Trust::Remote, Harms::ALL),
        ("$request.getInputStream()", Trust::Remote, Harms::ALL),
        ("$request.getPathInfo()", Trust::Remote, OWN_PATH),
        ("$request.getRequestURI()", Trust::Remote, OWN_PATH),
        ("$request.getPart()", Trust::Remote, Harms::ALL),
        ("socket.getInputStream()", Trust::Remote, Harms::of(&[Deserialization])),
        ("System.getenv()", Trust::Local, Harms::ALL),
        ("System.getProperty()", Trust::Local, Harms::of(&[Command, Code])),
    ],
    input,
    cleaners: &[
        ("Integer.parseInt", Harms::ALL),
        ("Integer.valueOf", Harms::ALL),
        ("Long.parseLong", Harms::ALL),
        ("Long.valueOf", Harms::ALL),
        ("Double.parseDouble", Harms::ALL),
        ("Boolean.parseBoolean", Harms::ALL),
        ("UUID.fromString", Harms::ALL),
        ("HtmlUtils.htmlEscape", Harms::of(&[Xss])),
        ("StringEscapeUtils.escapeHtml4", Harms::of(&[Xss])),
        ("Encode.forHtml", Harms::of(&[Xss])),
        ("URLEncoder.encode", Harms::of(&[Xss, Ssrf, Redirect, Path, Command])),
        ("FilenameUtils.getName", Harms::of(&[Path])),
        ("StringUtils.cleanPath", Harms::of(&[Path])),
        ("*.getInputStream", Harms::of(&[Path, Sql, Command, Xss])),
        ("*.getBytes", Harms::of(&[Path])),
        ("*.getFileName", Harms::of(&[Path])),
    ],
    carriers: &[
        "String",
        "String.valueOf",
        "StringBuilder",
        "StringBuffer",
        "*.concat",
        "*.append",
        "*.replace",
        "String.join",
        "Paths.get",
        "Path.of",
        "File",
        "java.io.File",
        "*.resolve",
        "URL",
        "URI",
        "URI.create",
        "URLDecoder.decode",
        "InputStreamReader",
        "BufferedReader",
        "BufferedInputStream",
        "*.decode",
        "ObjectInputStream",
        "ByteArrayInputStream",
        "Arrays.asList",
        "List.of",
        "Objects.requireNonNull",
        "Objects.toString",
        "Optional.ofNullable",
        "*.orElse",
        "ModelAndView",
        "RedirectView",
    ],
    formats: &["String.format", "*.formatted", "MessageFormat.format"],
    adders: &["*.append", "*.add", "*.insert"],
    sinks: &[
        Place { call: "*.executeQuery", argument: Handed::At(0), weakness: Sql, only: is_statement },
        Place { call: "*.executeUpdate", argument: Handed::At(0), weakness: Sql, only: is_statement },
        Place { call: "*.execute", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.addBatch", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.prepareStatement", argument: Handed::At(0), weakness: Sql, only: is_statement },
        Place { call: "*.createQuery", argument: Handed::At(0), weakness: Sql, only: is_query },
        Place { call: "*.createNativeQuery", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.query", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.queryForObject", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.queryForList", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.update", argument: Handed::At(0), weakness: Sql, only: is_sql },
        place("Runtime.getRuntime().exec", Handed::At(0), Command),
        Place { call: "*.exec", argument: Handed::At(0), weakness: Command, only: is_runtime },
        Place { call: "ProcessBuilder", argument: Handed::From(0), weakness: Command, only: runs_shell },
        place("File", Handed::From(0), Path),
        place("FileInputStream", Handed::At(0), Path),
        place("FileOutputStream", Handed::At(0), Path),
        place("FileReader", Handed::At(0), Path),
        place("FileWriter", Handed::At(0), Path),
        place("Files.readAllBytes", Handed::At(0), Path),
        place("Files.readString", Handed::At(0), Path),
        place("Files.newInputStream", Handed::At(0), Path),
        place("Files.write", Handed::At(0), Path),
        place("Files.delete", Handed::At(0), Path),
        place("Files.copy", Handed::At(1), Path),
        Place { call: "*.eval", argument: Handed::At(0), weakness: Code, only: is_script },
        place("*.parseExpression", Handed::At(0), Code),
        place("ObjectInputStream", Handed::At(0), Deserialization),
        place("XMLDecoder", Handed::At(0), Deserialization),
        place("*.fromXML", Handed::At(0), Deserialization),
        Place { call: "URL", argument: Handed::At(0), weakness: Ssrf, only: connects },
        Place { call: "java.net.URL", argument: Handed::At(0), weakness: Ssrf, only: connects },
        place("*.getForObject", Handed::At(0), Ssrf),
        place("*.getForEntity", Handed::At(0), Ssrf),
        place("HttpGet", Handed::At(0), Ssrf),
        place("HttpPost", Handed::At(0), Ssrf),
        Place { call: "*.println", argument: Handed::At(0), weakness: Xss, only: writes_page },
        Place { call: "*.print", argument: Handed::At(0), weakness: Xss, only: writes_page },
        Place { call: "*.write", argument: Handed::At(0), weakness: Xss, only: writes_page },
        place("*.sendRedirect", Handed::At(0), Redirect),
        place("RedirectView", Handed::At(0), Redirect),
        Place { call: "ModelAndView", argument: Handed::At(0), weakness: Redirect, only: names_address },
    ],
    stores: &[],
    keys: &[],
    answers: |_, _| false,
};

fn is_sql(_: &Call<'_>, _: &File<'_>, taint: &Taint<'_>) -> bool {
    taint.shape.contains(Shape::SQL)
}

/// With JDBC, a statement that is all somebody else's words is as bad as one that has some in it.
fn is_statement(_: &Call<'_>, file: &File<'_>, taint: &Taint<'_>) -> bool {
    taint.shape.contains(Shape::SQL)
        || !taint.shape.contains(Shape::BUILT)
            && ["java.sql", "javax.sql"].iter().any(|name| file.source.contains(name))
}

/// Spring takes what follows `redirect:` for an address.
fn names_address(call: &Call<'_>, file: &File<'_>, _: &Taint<'_>) -> bool {
    call.arguments.first().is_some_and(|view| file.text(view.value).starts_with("\"redirect:\""))
}

/// JPQL may leave out `SELECT`.
fn is_query(_: &Call<'_>, _: &File<'_>, taint: &Taint<'_>) -> bool {
    taint.shape.contains(Shape::BUILT)
}

fn is_runtime(call: &Call<'_>, file: &File<'_>, _: &Taint<'_>) -> bool {
    call.path.to_ascii_lowercase().starts_with('r') && file.source.contains("Runtime.getRuntime()")
}

/// The shell is named in the call, or in the list that a variable holds.
fn runs_shell(call: &Call<'_>, file: &File<'_>, taint: &Taint<'_>) -> bool {
    let listed = |argument: Node<'_>| {
        argument.kind() == "identifier"
            && taint.shape.contains(Shape::BUILT)
            && ["\"-c\"", "\"/c\""].iter().any(|option| file.source.contains(option))
    };
    call.arguments.first().is_some_and(|argument| {
        listed(argument.value) || {
            ["\"sh\"", "\"bash\"", "\"/bin/sh\"", "\"/bin/bash\"", "\"cmd\"", "\"cmd.exe\""]
                .iter()
                .any(|shell| file.text(argument.value).contains(shell))
        }
    })
}

/// Whether the file opens what it makes addresses of.
fn connects(_: &Call<'_>, file: &File<'_>, _: &Taint<'_>) -> bool {
    ["openStream", "openConnection", "HttpURLConnection"].iter().any(|name| file.source.contains(name))
}

fn is_script(_: &Call<'_>, file: &File<'_>, _: &Taint<'_>) -> bool {
    file.source.contains("ScriptEngine")
}

fn writes_page(call: &Call<'_>, file: &File<'_>, taint: &Taint<'_>) -> bool {
    let path = &call.path;
    (path.contains("getWriter()") || path.starts_with("out.") || path.starts_with("writer."))
        && taint.shape.contains(Shape::HTML)
        && file.source.contains("HttpServletResponse")
}

/// Parameters that an annotation binds to the request come from the network, and so do Spring's texts without one in a
/// method that answers; texts only, for a number is none.
fn input(function: Node<'_>, parameter: &Parameter<'_>, file: &File<'_>) -> Input {
    let kind = type_name(parameter, file);
    match kind {
        "HttpServletRequest" | "ServletRequest" => return Input::Known("$request"),
        "int" | "long" | "short" | "double" | "float" | "boolean" | "Integer" | "Long" | "Double"
        | "Float" | "Boolean" | "UUID" | "LocalDate" | "LocalDateTime" | "Instant" | "BigDecimal"
        | "Pageable" | "Principal" => return Input::Harmless,
        _ => {}
    }
    let bound = [
        "@RequestParam",
        "@PathVariable",
        "@RequestBody",
        "@RequestHeader",
        "@CookieValue",
        "@QueryParam",
        "@PathParam",
        "@FormParam",
        "@HeaderParam",
        "@ModelAttribute",
    ];
    let declaration = parameter.name.parent().map_or("", |parent| file.text(parent));
    let binds = || bound.iter().any(|annotation| declaration.contains(annotation));
    let answers = || {
        let annotations = function.named_child(0).filter(|child| child.kind() == "modifiers");
        annotations.is_some_and(|annotations| file.text(annotations).contains("Mapping("))
    };
    if binds() || matches!(kind, "String" | "MultipartFile") && !declaration.contains('@') && answers() {
        Input::Remote
    } else {
        Input::Caller
    }
}
