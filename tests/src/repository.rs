//! Git repositories made for one test.

use std::fs;
use std::path::{Path, PathBuf};

use git2::{Oid, Repository, Signature, Time};
use tempfile::TempDir;

/// A git repository in a folder that goes with the value.
pub struct FixtureRepository {
    folder: TempDir,
    repository: Repository,
    commits: i64,
}

impl FixtureRepository {
    /// A repository without commits.
    pub fn empty() -> Self {
        let folder = TempDir::with_prefix("fixture-").expect("a temporary folder");
        let mut options = git2::RepositoryInitOptions::new();
        options.initial_head("main");
        let repository = Repository::init_opts(folder.path(), &options).expect("git init");
        Self { folder, repository, commits: 0 }
    }

    /// A small web shop in Python, with faults of many kinds, tests, and a history that has a hotspot.
    pub fn shop() -> Self {
        let mut shop = Self::empty();
        shop.write("README.md", "# Shop\n\nSells things.\n");
        shop.write("requirements.txt", "flask==2.0\nrequests\n");
        shop.write("shop/__init__.py", "");
        shop.write("shop/orders.py", include_str!("../fixtures/orders.py"));
        shop.write("shop/prices.py", include_str!("../fixtures/prices.py"));
        shop.write("shop/views.py", include_str!("../fixtures/views.py"));
        shop.write("tests/test_prices.py", include_str!("../fixtures/test_prices.py"));
        shop.commit("A shop");
        for step in 1..=6 {
            let orders = format!("{}\n\nREVISION = {step}\n", include_str!("../fixtures/orders.py"));
            shop.write("shop/orders.py", &orders);
            shop.commit(&format!("Orders, step {step}"));
        }
        shop
    }

    /// `files` Python files that do nothing much: something that takes a while.
    pub fn large(files: usize) -> Self {
        let mut large = Self::empty();
        for number in 0..files {
            let functions: String = (0..40)
                .map(|f| {
                    format!(
                        "def step_{number}_{f}(items, limit={f}):\n    \"\"\"Sums the items of group {f} up to a limit.\"\"\"\n    \
                         total = {number}\n    for item in items:\n        if item > limit and total < {f}000:\n            \
                         total += item * {f}\n        elif item < 0:\n            total -= {number}\n    return total\n\n\n"
                    )
                })
                .collect();
            large.write(format!("pkg_{}/module_{number}.py", number % 17), &functions);
        }
        large.commit("Many files");
        large
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Where it is, as an argument or address.
    pub fn address(&self) -> String {
        self.path().display().to_string()
    }

    /// The repository itself, for what the helpers here don't do.
    pub fn git(&self) -> &Repository {
        &self.repository
    }

    /// Writes a file into the work tree.
    pub fn write(&mut self, path: impl AsRef<Path>, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).expect("a folder");
        }
        fs::write(&path, contents).expect("a file");
        path
    }

    /// Removes a file from the work tree.
    pub fn remove(&mut self, path: &str) {
        fs::remove_file(self.folder.path().join(path)).expect("a file to remove");
    }

    /// Commits the work tree as it stands. Each commit is one day after the one before.
    pub fn commit(&mut self, message: &str) -> Oid {
        let mut index = self.repository.index().expect("an index");
        index.add_all(["*"], git2::IndexAddOption::FORCE, None).expect("git add");
        index.update_all(["*"], None).expect("git add -u");
        index.write().expect("an index written");
        let tree = self.repository.find_tree(index.write_tree().expect("a tree")).expect("a tree");
        let when = Time::new(1_760_000_000 + self.commits * 86_400, 0);
        let author = if self.commits % 3 == 2 { "Ada" } else { "Grace" };
        let signature = Signature::new(author, &format!("{author}@example.org").to_lowercase(), &when)
            .expect("a signature");
        let parent = self.repository.head().ok().and_then(|head| head.peel_to_commit().ok());
        let parents: Vec<_> = parent.iter().collect();
        self.commits += 1;
        self.repository
            .commit(Some("HEAD"), &signature, &signature, message, &tree, &parents)
            .expect("git commit")
    }
}
