//! Values written to names, members and keys, and given back.

use tree_sitter::Node;

use super::Weakness;
use super::scope::Scope;
use super::taint::{Shape, Taint};
use super::walk::{Walk, names};
use crate::languages::Assignment;

impl<'t> Walk<'_, 't> {
    pub(super) fn assign(&mut self, assignment: &Assignment<'t>, scope: &mut Scope<'t>) {
        let parts = |node: Node<'t>| {
            let mut cursor = node.walk();
            node.named_children(&mut cursor).collect::<Vec<_>>()
        };
        let list = |node: Node<'t>| {
            matches!(node.kind(), "expression_list" | "tuple" | "pattern_list" | "tuple_pattern")
        };
        let targets: Vec<Node<'t>> = match assignment.targets[..] {
            [single] if list(single) => parts(single),
            _ => assignment.targets.clone(),
        };
        let values = if list(assignment.value) { parts(assignment.value) } else { Vec::new() };
        if targets.len() > 1 && targets.len() == values.len() {
            for (target, value) in targets.into_iter().zip(values) {
                let taint = self.value(value, scope, 0);
                self.write(target, taint, assignment.appends, scope);
            }
            return;
        }
        let taint = self.value(assignment.value, scope, 0);
        for target in targets {
            self.write(target, taint, assignment.appends, scope);
        }
    }

    /// Something is written to a name, member, element or pattern.
    fn write(&mut self, target: Node<'t>, taint: Taint<'t>, appends: bool, scope: &mut Scope<'t>) {
        let text = self.file.text(target);
        let taint = if appends && taint.is_tainted() { taint.shaped(Shape::BUILT) } else { taint };
        if taint.is_tainted()
            && let Some((member, weakness)) =
                self.lookup.table.stores.iter().find(|(member, _)| {
                    text == *member || text.ends_with(member) && text.len() > member.len()
                })
        {
            let place = target.parent().unwrap_or(target);
            self.harm(*weakness, place, member.trim_start_matches('.'), taint, scope);
        }
        if target.child_by_field_name("index").is_some() || target.child_by_field_name("subscript").is_some()
        {
            if let Some(container) = target.named_child(0) {
                scope.set(self.file.text(container), taint, true);
            }
            scope.set(text, taint, appends);
            return;
        }
        let names = names(target);
        if names.len() == 1 && names[0] == target
            || target.child_by_field_name("property").is_some()
            || target.kind().ends_with("_expression")
            || matches!(target.kind(), "attribute" | "field_access")
        {
            scope.set(text, taint, appends);
            return;
        }
        for name in names {
            let text = self.file.text(name);
            if !matches!(text, "err" | "error" | "ok") {
                scope.set(text, taint, appends);
            }
        }
    }

    pub(super) fn returned_value(&mut self, node: Node<'t>, scope: &mut Scope<'t>) {
        let Some(value) = node.named_child(0) else { return };
        let taint = self.value(value, scope, 0);
        scope.returns = scope.returns.join(taint);
        if scope.answers && taint.is_tainted() && taint.shape.contains(Shape::HTML) {
            self.harm(Weakness::Xss, node, "return", taint.without_parameters(), scope);
        }
    }

    pub(super) fn key(&mut self, pair: Node<'t>, scope: &mut Scope<'t>) {
        let (Some(key), Some(value)) = (pair.child_by_field_name("key"), pair.child_by_field_name("value"))
        else {
            return;
        };
        let name = self.file.text(key).trim_matches(['"', '\'']);
        if let Some((name, weakness)) = self.lookup.table.keys.iter().find(|(known, _)| *known == name) {
            let taint = self.value(value, scope, 0);
            self.harm(*weakness, pair, name, taint, scope);
        }
    }
}
