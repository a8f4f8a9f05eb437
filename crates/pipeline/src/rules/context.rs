//! What a place in the code is for, as the names around it tell.

use super::At;
use super::text::{has_word, squeezed};
use crate::languages::{Around, Roles};

impl<'w> At<'w> {
    /// The names that the value made here goes by: what it is assigned to, the key or keyword it is given under, and
    /// the function that it is made in.
    pub(crate) fn purposes(&self) -> Vec<&'w str> {
        let mut names = Vec::new();
        for (depth, node) in self.around.ancestors.iter().enumerate().rev() {
            let roles = self.file.roles(*node);
            if roles.intersects(Roles::FUNCTION.and(Roles::LAMBDA)) {
                let around = Around { ancestors: &self.around.ancestors[..depth], leading: &[] };
                names.extend(self.file.spec.syntax.name(*node, &around, self.file.source));
                if roles.contains(Roles::FUNCTION) {
                    break;
                }
            } else if roles.contains(Roles::ASSIGNMENT) && !roles.contains(Roles::LOOP) {
                if let Some(assignment) = self.file.spec.syntax.assignment(*node, self.file.source) {
                    names.extend(assignment.targets.iter().map(|target| self.text(*target)));
                }
            } else if let Some(key) =
                node.child_by_field_name("key").or_else(|| node.child_by_field_name("name"))
                && !roles.intersects(Roles::TYPE.and(Roles::CALL))
            {
                names.push(self.text(key));
            }
        }
        names
    }
}

/// Whether a name is that of a password or of a secret that stands for one.
pub(crate) fn names_secret(name: &str) -> bool {
    if has_word(
        name,
        &["password", "passwd", "passphrase", "pwd", "secret", "secrets", "credential", "credentials"],
    ) {
        return true;
    }
    let squeezed = squeezed(name);
    [
        "sessiontoken",
        "authtoken",
        "accesstoken",
        "resettoken",
        "csrftoken",
        "refreshtoken",
        "apikey",
        "apitoken",
        "privatekey",
    ]
    .iter()
    .any(|word| squeezed.contains(word))
}
