//! What libgit2 is told once per process.

use std::sync::Once;

use git2::ConfigLevel;

/// Tells libgit2 how this process works. Later calls do nothing.
#[expect(unsafe_code, reason = "libgit2's options are global; the calls are made once, before any other use")]
pub(super) fn set_up() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // What was read is checked by zlib; hashing every object again would cost a quarter of reading history.
        git2::opts::strict_hash_verification(false);
        // SAFETY: `Once` makes these calls exclusive, and no handle of ours is open before them.
        let told = unsafe {
            // Repositories of other owners are opened: the check guards against programs named in their
            // configuration, and neither libgit2 nor we run any.
            git2::opts::set_verify_owner_validation(false)
                .and_then(|()| git2::opts::set_mwindow_mapped_limit(256 * 1024 * 1024))
                .and_then(|()| git2::transport::register("https", super::transport::open))
                // The user's own configuration must neither rewrite addresses nor change what is found.
                .and_then(|()| {
                    [ConfigLevel::System, ConfigLevel::XDG, ConfigLevel::Global]
                        .into_iter()
                        .try_for_each(|level| git2::opts::set_search_path(level, ""))
                })
        };
        if let Err(error) = told {
            tracing::error!(%error, "libgit2 refused its options");
        }
    });
}
