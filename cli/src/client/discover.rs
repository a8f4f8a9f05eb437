//! Which service to talk to, without being told.

use std::fs::{self, File};
use std::io::{self, Read};
use std::net::IpAddr;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use config::{DataSettings, Flags, SecretString, Settings, is_ours};
use serde::{Deserialize, Serialize};

use crate::exit::Failure;

/// What a running service writes into its data directory, for clients to find it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Runtime {
    /// Its address, as `http://127.0.0.1:7420`.
    pub(crate) url: String,
    /// Its process.
    pub(crate) pid: u32,
    /// Its version.
    pub(crate) version: String,
    /// The file with the owner's token.
    pub(crate) token_file: PathBuf,
}

/// A service to talk to.
pub(super) struct Place {
    pub(super) url: String,
    pub(super) token: SecretString,
    /// Whether it runs on this machine.
    pub(super) local: bool,
    /// What to do when it does not answer.
    pub(super) hint: String,
}

/// The service that `DEVMENTOR_URL` and `DEVMENTOR_TOKEN` name, else the one of the data directory.
///
/// Whoever can write a runtime file can send a client anywhere. So only one of our own is believed, and the token in
/// the environment goes to the address in the environment alone.
pub(super) fn find(flags: Flags) -> Result<Place, Failure> {
    let named = flags.data_dir.is_some();
    if let (false, Some(url)) = (named, variable("DEVMENTOR_URL")) {
        return from_variables(url);
    }
    let settings = Settings::load(flags)?;
    let data = match data_with_service(&settings.data.dir) {
        Some(dir) => DataSettings { dir, ..settings.data },
        None => settings.data,
    };
    from_data_dir(&data, settings.auth.owner_token)
}

/// The service at an address, for what is told without a token.
pub(super) fn at(url: &str) -> Result<Place, Failure> {
    place(url, "--url")
}

/// The place at an address that stands in `variable`.
fn place(url: &str, variable: &str) -> Result<Place, Failure> {
    let url = url.trim_end_matches('/').to_owned();
    let Some((_, rest)) = url.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https"))
    else {
        return Err(Failure::Usage(format!(
            "{variable} is '{url}'; write it as http://127.0.0.1:7420 or https://devmentor.example.org"
        )));
    };
    let local = is_loopback(rest);
    Ok(Place { url, token: SecretString::default(), local, hint: format!("Check {variable}.") })
}

fn from_variables(url: String) -> Result<Place, Failure> {
    let place = place(&url, "DEVMENTOR_URL")?;
    if place.url.starts_with("http://") && !place.local {
        tracing::warn!("DEVMENTOR_URL is not https: the token can be read on its way");
    }
    let token = variable("DEVMENTOR_TOKEN").ok_or_else(|| {
        Failure::Usage("DEVMENTOR_URL is set and DEVMENTOR_TOKEN is not; set it to your token".to_owned())
    })?;
    Ok(Place { token: token.into(), ..place })
}

fn from_data_dir(data: &DataSettings, owner_token: Option<SecretString>) -> Result<Place, Failure> {
    let dir = data.dir.display();
    let file = data.runtime_file();
    let Some(text) = read_own(&file).map_err(|e| Failure::Failed(format!("{}: {e}", file.display())))? else {
        return Err(Failure::Unreachable(format!(
            "no service runs on the data directory {dir}. Start one with 'devmentor up', name another with \
             --data-dir, or set DEVMENTOR_URL and DEVMENTOR_TOKEN"
        )));
    };
    let runtime: Runtime =
        serde_json::from_str(&text).map_err(|e| Failure::Failed(format!("{}: {e}", file.display())))?;
    let token =
        match owner_token {
            Some(token) => token,
            None => fs::read_to_string(data.token_file()).map(|text| text.trim().to_owned().into()).map_err(
                |e| Failure::Failed(format!(
                    "cannot read the token in {}: {e}. Where it was made on another machine, copy that file, or set \
                     DEVMENTOR_URL and DEVMENTOR_TOKEN",
                    data.token_file().display()
                )),
            )?,
        };
    let local = runtime.url.split_once("://").is_some_and(|(_, rest)| is_loopback(rest));
    Ok(Place {
        hint: format!(
            "It ran as process {} on the data directory {dir} and has ended, it seems: start it with 'devmentor up'.",
            runtime.pid
        ),
        url: runtime.url,
        token,
        local,
    })
}

/// The data directory itself, or the one of the same name in the nearest folder above, if a service of ours runs on
/// it.
fn data_with_service(dir: &Path) -> Option<PathBuf> {
    if dir.is_absolute() {
        return None;
    }
    let here = std::env::current_dir().ok()?;
    let runs_here = |dir: &PathBuf| {
        let file = DataSettings { dir: dir.clone(), ..DataSettings::default() }.runtime_file();
        matches!(read_own(&file), Ok(Some(_)))
    };
    here.ancestors().map(|folder| folder.join(dir)).find(runs_here)
}

/// What a file says that nobody else can have written; none where there is no file.
fn read_own(path: &Path) -> io::Result<Option<String>> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let found = file.metadata()?;
    if !is_ours(&found) || found.mode() & 0o022 != 0 {
        return Err(io::Error::other(
            "others can write this file, so it is not used; set DEVMENTOR_URL and DEVMENTOR_TOKEN instead",
        ));
    }
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    Ok(Some(text))
}

fn is_loopback(authority_and_path: &str) -> bool {
    let authority = authority_and_path.split('/').next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_known_by_its_names() {
        for (place, local) in [
            ("127.0.0.1:7420", true),
            ("localhost:1/x", true),
            ("[::1]:7420", true),
            ("example.org", false),
            ("127.0.0.1.example.org", false),
            ("10.0.0.1:80", false),
        ] {
            assert_eq!(is_loopback(place), local, "{place}");
        }
    }

    #[test]
    fn a_directory_without_a_service_says_how_to_start_one() {
        let dir = tempfile::tempdir().unwrap();
        let data = DataSettings { dir: dir.path().to_owned(), ..DataSettings::default() };
        let Err(failure) = from_data_dir(&data, None) else { panic!("found a service") };
        assert_eq!(failure.outcome().0, 3);
        assert!(failure.outcome().1.unwrap().contains("devmentor up"));
    }

    #[test]
    fn a_runtime_file_that_others_can_write_is_not_believed() {
        use std::os::unix::fs::{PermissionsExt, chown};

        let dir = tempfile::tempdir().unwrap();
        let data = DataSettings { dir: dir.path().to_owned(), ..DataSettings::default() };
        let runtime = Runtime {
            url: "http://127.0.0.1:1".to_owned(),
            pid: 1,
            version: "0".to_owned(),
            token_file: data.token_file(),
        };
        config::write_private(&data.runtime_file(), &serde_json::to_vec(&runtime).unwrap()).unwrap();
        fs::write(data.token_file(), "t\n").unwrap();
        assert_eq!(from_data_dir(&data, None).ok().unwrap().url, runtime.url);

        let refused = |data: &DataSettings| {
            let Err(failure) = from_data_dir(data, None) else { panic!("it was believed") };
            assert!(failure.outcome().1.unwrap().contains("others can write"), "{failure:?}");
        };
        for mode in [0o660, 0o602] {
            fs::set_permissions(data.runtime_file(), fs::Permissions::from_mode(mode)).unwrap();
            refused(&data);
        }
        fs::set_permissions(data.runtime_file(), fs::Permissions::from_mode(0o600)).unwrap();
        match chown(data.runtime_file(), Some(12_345), None) {
            Ok(()) => refused(&data),
            Err(_) => println!("skipped: files cannot be given away here"),
        }
    }
}
