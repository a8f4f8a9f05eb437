//! Languages whose lines are counted and whose code is not judged, so that totals cover whole repositories.

use super::Comments;

/// A language whose lines are only counted.
pub struct Plain {
    /// Lower-case id, as [`types::Language`] carries it.
    pub id: &'static str,
    /// Its own name.
    pub name: &'static str,
    /// File name endings, without the dot.
    pub extensions: &'static [&'static str],
    /// Whole file names.
    pub file_names: &'static [&'static str],
    /// Interpreters named on a `#!` line.
    pub interpreters: &'static [&'static str],
    /// How it writes comments.
    pub comments: Comments,
}

const fn plain(
    id: &'static str,
    name: &'static str,
    extensions: &'static [&'static str],
    comments: Comments,
) -> Plain {
    Plain { id, name, extensions, file_names: &[], interpreters: &[], comments }
}

const CSS: Comments = Comments { line: &[], block: &[("/*", "*/")], quotes: &["\"", "'"] };
const SQL: Comments = Comments { line: &["--"], block: &[("/*", "*/")], quotes: &["'", "\""] };
const LISP: Comments = Comments { line: &[";"], block: &[], quotes: &["\""] };
const PHP: Comments = Comments { line: &["//", "#"], block: &[("/*", "*/")], quotes: &["\"", "'"] };
const HASKELL: Comments = Comments { line: &["--"], block: &[("{-", "-}")], quotes: &["\""] };
const LUA: Comments = Comments { line: &["--"], block: &[("--[[", "]]")], quotes: &["\"", "'"] };
const TEMPLATE: Comments =
    Comments { line: &[], block: &[("<!--", "-->"), ("{#", "#}"), ("{{!--", "--}}")], quotes: &[] };
const COMPONENT: Comments =
    Comments { line: &["//"], block: &[("<!--", "-->"), ("/*", "*/")], quotes: &["\"", "'", "`"] };
const FSHARP: Comments = Comments { line: &["//"], block: &[("(*", "*)")], quotes: &["\""] };
const OCAML: Comments = Comments { line: &[], block: &[("(*", "*)")], quotes: &["\""] };
const PERCENT: Comments = Comments { line: &["%"], block: &[], quotes: &["\"", "'"] };
const POWERSHELL: Comments = Comments { line: &["#"], block: &[("<#", "#>")], quotes: &["\"", "'"] };
const RUBY: Comments = Comments { line: &["#"], block: &[("=begin", "=end")], quotes: &["\"", "'"] };
const BATCH: Comments = Comments { line: &["REM ", "rem ", "::"], block: &[], quotes: &["\""] };
const VISUAL_BASIC: Comments = Comments { line: &["'"], block: &[], quotes: &["\""] };
const HCL: Comments = Comments { line: &["#", "//"], block: &[("/*", "*/")], quotes: &["\""] };

const HASH_OR_SEMICOLON: Comments = Comments { line: &["#", ";"], block: &[], quotes: &[] };
const JULIA: Comments = Comments { line: &["#"], block: &[("#=", "=#")], quotes: &["\"\"\"", "\""] };
const FORTRAN: Comments = Comments { line: &["!"], block: &[], quotes: &["\"", "'"] };
const PASCAL: Comments = Comments { line: &["//"], block: &[("{", "}"), ("(*", "*)")], quotes: &["'"] };

/// Every language whose lines are only counted. Positions are part of cached facts, after those of
/// [`super::ALL`].
pub static PLAIN: &[Plain] = &[
    plain("html", "HTML", &["html", "htm", "xhtml"], Comments::MARKUP),
    plain("css", "CSS", &["css"], CSS),
    plain("scss", "SCSS", &["scss"], Comments::C),
    plain("sass", "Sass", &["sass"], Comments::C),
    plain("less", "Less", &["less"], Comments::C),
    plain("vue", "Vue", &["vue"], COMPONENT),
    plain("svelte", "Svelte", &["svelte"], COMPONENT),
    plain("astro", "Astro", &["astro"], COMPONENT),
    plain("handlebars", "Handlebars", &["hbs", "handlebars"], TEMPLATE),
    plain("jinja", "Jinja", &["j2", "jinja", "jinja2"], TEMPLATE),
    plain("xml", "XML", &["xml", "xsd", "xsl", "xslt", "csproj", "props"], Comments::MARKUP),
    plain("svg", "SVG", &["svg"], Comments::MARKUP),
    plain("markdown", "Markdown", &["md", "markdown", "mdx"], Comments::MARKUP),
    plain("restructuredtext", "reStructuredText", &["rst"], Comments::NONE),
    plain("asciidoc", "AsciiDoc", &["adoc", "asciidoc"], Comments::NONE),
    plain("tex", "TeX", &["tex", "sty", "cls"], PERCENT),
    plain("text", "Text", &["txt"], Comments::NONE),
    plain("yaml", "YAML", &["yaml", "yml"], Comments::HASH),
    plain("toml", "TOML", &["toml"], Comments::HASH),
    plain("json", "JSON", &["json", "jsonc", "json5", "jsonl", "geojson", "webmanifest"], Comments::C),
    plain("ini", "INI", &["ini", "cfg", "conf", "properties", "editorconfig"], HASH_OR_SEMICOLON),
    plain("sql", "SQL", &["sql"], SQL),
    Plain {
        interpreters: &["sh", "bash", "zsh", "dash", "ksh", "fish"],
        file_names: &[".bashrc", ".profile", ".zshrc", "PKGBUILD"],
        ..plain("shell", "Shell", &["sh", "bash", "zsh", "fish", "ksh"], Comments::HASH)
    },
    plain("powershell", "PowerShell", &["ps1", "psm1", "psd1"], POWERSHELL),
    plain("batch", "Batch", &["bat", "cmd"], BATCH),
    Plain {
        file_names: &["Dockerfile", "Containerfile"],
        ..plain("dockerfile", "Dockerfile", &["dockerfile"], Comments::HASH)
    },
    Plain {
        file_names: &["Makefile", "makefile", "GNUmakefile"],
        interpreters: &["make"],
        ..plain("makefile", "Makefile", &["mk", "mak"], Comments::HASH)
    },
    Plain { file_names: &["CMakeLists.txt"], ..plain("cmake", "CMake", &["cmake"], Comments::HASH) },
    Plain {
        file_names: &["BUILD", "WORKSPACE", "BUILD.bazel", "WORKSPACE.bazel", "Tiltfile"],
        ..plain("starlark", "Starlark", &["bzl", "star"], Comments::HASH)
    },
    Plain {
        file_names: &["Justfile", "justfile", ".justfile"],
        ..plain("just", "Just", &["just"], Comments::HASH)
    },
    plain("nix", "Nix", &["nix"], HCL),
    plain("terraform", "Terraform", &["tf", "tfvars", "hcl"], HCL),
    plain("protobuf", "Protocol Buffers", &["proto"], Comments::C),
    plain("thrift", "Thrift", &["thrift"], HCL),
    plain("graphql", "GraphQL", &["graphql", "gql"], Comments::HASH),
    plain("c", "C", &["c", "h"], Comments::C),
    plain("cpp", "C++", &["cc", "cpp", "cxx", "hh", "hpp", "hxx", "ipp", "tpp"], Comments::C),
    plain("cuda", "CUDA", &["cu", "cuh"], Comments::C),
    plain("objective-c", "Objective-C", &["m", "mm"], Comments::C),
    plain("csharp", "C#", &["cs", "csx"], Comments::C),
    plain("fsharp", "F#", &["fs", "fsi", "fsx"], FSHARP),
    plain("visual-basic", "Visual Basic", &["vb", "vbs"], VISUAL_BASIC),
    Plain {
        file_names: &["Rakefile", "Gemfile", "Podfile", "Vagrantfile", "Fastfile", "Brewfile"],
        interpreters: &["ruby"],
        ..plain("ruby", "Ruby", &["rb", "rake", "gemspec", "ru"], RUBY)
    },
    plain("erb", "ERB", &["erb"], TEMPLATE),
    Plain { interpreters: &["php"], ..plain("php", "PHP", &["php", "phtml"], PHP) },
    plain("kotlin", "Kotlin", &["kt", "kts"], Comments::C),
    plain("swift", "Swift", &["swift"], Comments::C),
    plain("scala", "Scala", &["scala", "sc", "sbt"], Comments::C),
    Plain {
        file_names: &["Jenkinsfile"],
        interpreters: &["groovy"],
        ..plain("groovy", "Groovy", &["groovy", "gradle"], Comments::C)
    },
    plain("dart", "Dart", &["dart"], Comments::C),
    plain("zig", "Zig", &["zig", "zon"], Comments { line: &["//"], block: &[], quotes: &["\""] }),
    plain("d", "D", &["d"], Comments::C),
    plain("nim", "Nim", &["nim", "nims"], Comments::HASH),
    plain("crystal", "Crystal", &["cr"], Comments::HASH),
    plain("solidity", "Solidity", &["sol"], Comments::C),
    plain("glsl", "GLSL", &["glsl", "vert", "frag", "wgsl", "hlsl"], Comments::C),
    plain("assembly", "Assembly", &["asm", "s"], Comments { line: &[";", "#", "//"], ..Comments::C }),
    plain("haskell", "Haskell", &["hs", "lhs"], HASKELL),
    plain("elm", "Elm", &["elm"], HASKELL),
    plain("purescript", "PureScript", &["purs"], HASKELL),
    plain("ocaml", "OCaml", &["ml", "mli"], OCAML),
    Plain { interpreters: &["lua", "luajit"], ..plain("lua", "Lua", &["lua", "luau"], LUA) },
    Plain { interpreters: &["perl"], ..plain("perl", "Perl", &["pl", "pm"], Comments::HASH) },
    Plain { interpreters: &["Rscript"], ..plain("r", "R", &["r", "rmd"], Comments::HASH) },
    Plain { interpreters: &["julia"], ..plain("julia", "Julia", &["jl"], JULIA) },
    Plain { interpreters: &["elixir"], ..plain("elixir", "Elixir", &["ex", "exs", "heex"], Comments::HASH) },
    Plain { interpreters: &["escript"], ..plain("erlang", "Erlang", &["erl", "hrl"], PERCENT) },
    plain("clojure", "Clojure", &["clj", "cljs", "cljc", "edn"], LISP),
    plain("lisp", "Lisp", &["lisp", "el", "lsp"], LISP),
    plain("scheme", "Scheme", &["scm", "ss", "rkt"], LISP),
    Plain { interpreters: &["tclsh"], ..plain("tcl", "Tcl", &["tcl"], Comments::HASH) },
    Plain { interpreters: &["awk", "gawk"], ..plain("awk", "Awk", &["awk"], Comments::HASH) },
    plain("fortran", "Fortran", &["f90", "f95", "f03", "f08"], FORTRAN),
    plain("pascal", "Pascal", &["pas", "pp", "dpr"], PASCAL),
    plain("ada", "Ada", &["adb", "ads"], Comments { line: &["--"], block: &[], quotes: &["\""] }),
    plain("vhdl", "VHDL", &["vhd", "vhdl"], Comments { line: &["--"], block: &[], quotes: &["\""] }),
    plain("verilog", "Verilog", &["v", "sv", "svh"], Comments::C),
    plain("vim-script", "Vim Script", &["vim"], Comments { line: &["\""], block: &[], quotes: &["'"] }),
    plain("notebook", "Jupyter Notebook", &["ipynb"], Comments::NONE),
];
