//! Functions of Python files, their doc strings apart.

use std::path::Path;

use anyhow::{Context, Result};
use tree_sitter::{Node, Parser};
use types::{Chunk, ChunkKind, Language};

use crate::packages::{Package, fetch, python_files};

/// A function and its doc string.
#[derive(Debug, Clone)]
pub struct Function {
    /// Its path in the package.
    pub path: String,
    /// Its name with the classes and functions around it.
    pub name: String,
    /// Its source without the doc string.
    pub code: String,
    /// The doc string.
    pub doc: Option<String>,
}

impl Function {
    /// The function as a chunk of the product, without its doc string.
    pub fn chunk(&self) -> Chunk {
        Chunk {
            path: self.path.clone(),
            language: Language::new("python"),
            kind: ChunkKind::Function,
            symbol: Some(self.name.clone()),
            start_line: 1,
            end_line: self.code.lines().count() as u32,
            text: self.code.clone(),
            content_hash: String::new(),
        }
    }
}

/// The functions of at least three lines in packages, in the order of their files.
pub fn functions(packages: &[Package]) -> Result<Vec<Function>> {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_python::LANGUAGE.into())?;
    let mut functions = Vec::new();
    for package in packages {
        let root = fetch(*package)?;
        for file in python_files(&root)? {
            read(&mut parser, &root, &file, &mut functions)?;
        }
    }
    functions.retain(|function| function.code.lines().filter(|line| !line.trim().is_empty()).count() >= 3);
    Ok(functions)
}

fn read(parser: &mut Parser, root: &Path, file: &Path, functions: &mut Vec<Function>) -> Result<()> {
    // A few packages carry broken files on purpose.
    let Ok(source) = std::fs::read_to_string(file) else { return Ok(()) };
    let tree = parser.parse(&source, None).context("the parser gave up")?;
    let path = file.strip_prefix(root)?.to_string_lossy().into_owned();
    collect(tree.root_node(), &source, &path, "", functions);
    Ok(())
}

fn collect(node: Node, source: &str, path: &str, owner: &str, functions: &mut Vec<Function>) {
    let mut cursor = node.walk();
    for child in node.children(&mut cursor) {
        if !matches!(child.kind(), "function_definition" | "class_definition") {
            collect(child, source, path, owner, functions);
            continue;
        }
        let name = child.child_by_field_name("name").map_or("", |name| &source[name.byte_range()]);
        let name = if owner.is_empty() { name.to_owned() } else { format!("{owner}.{name}") };
        let Some(body) = child.child_by_field_name("body") else { continue };
        if child.kind() == "function_definition" {
            functions.push(function(child, body, source, path, name.clone()));
        }
        collect(body, source, path, &name, functions);
    }
}

fn function(node: Node, body: Node, source: &str, path: &str, name: String) -> Function {
    let text = &source[node.byte_range()];
    let doc = body
        .named_child(0)
        .filter(|first| first.kind() == "expression_statement")
        .and_then(|first| first.named_child(0))
        .filter(|first| first.kind() == "string");
    let (code, doc) = match doc {
        Some(string) => {
            let (start, end) =
                (string.start_byte() - node.start_byte(), string.end_byte() - node.start_byte());
            let content = string.named_child(1).map(|content| source[content.byte_range()].to_owned());
            (format!("{}{}", text[..start].trim_end(), &text[end..]), content)
        }
        None => (text.to_owned(), None),
    };
    Function { path: path.to_owned(), name, code, doc }
}
