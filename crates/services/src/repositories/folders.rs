//! What stands of repositories on this machine's disk: mirrors and facts, a folder of each.

use std::path::Path;

use models::repositories as rows;
use uuid::Uuid;

use crate::{Result, Services};

/// Takes away the folders of a repository. They take room only, so a fault is logged and not answered.
pub(super) async fn remove(services: &Services, id: Uuid) {
    for folder in [services.mirror_dir(id), services.facts_dir(id)] {
        match tokio::fs::remove_dir_all(&folder).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                tracing::warn!(repository.id = %id, %error, "a folder of repository {id} was not removed");
            }
            _ => {}
        }
    }
}

/// Takes the folders away again where the repository was deleted while an analysis wrote into them. To be called when
/// the writing has ended.
pub async fn remove_if_deleted(services: &Services, team_id: Uuid, id: Uuid) -> Result<()> {
    if rows::find(&services.db, team_id, id).await?.is_none() {
        remove(services, id).await;
    }
    Ok(())
}

/// Takes away the folders of repositories that are no more: deleted through another machine, or left by a process that
/// did not live to clean up.
pub async fn sweep(services: &Services) -> Result<u64> {
    let mut swept = 0;
    for parent in [&services.settings.mirrors, &services.settings.facts] {
        for id in named_in(parent).await {
            if !rows::exists(&services.db, id).await? {
                remove(services, id).await;
                swept += 1;
            }
        }
    }
    Ok(swept)
}

/// The repositories that have something in a folder.
async fn named_in(parent: &Path) -> Vec<Uuid> {
    let Ok(mut entries) = tokio::fs::read_dir(parent).await else { return Vec::new() };
    let mut ids = Vec::new();
    while let Ok(Some(entry)) = entries.next_entry().await {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        ids.extend(name.trim_end_matches(".git").parse::<Uuid>());
    }
    ids
}
