//! Defaults, file, environment, command line: later ones win.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::{Table, Value};

use crate::names::nearest;
use crate::section::{Section, sections};
use crate::{ConfigError, DataSettings, Settings, file};

/// What the command line says about settings.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--config`.
    pub config: Option<PathBuf>,
    /// `--data-dir`.
    pub data_dir: Option<PathBuf>,
    /// `--listen`.
    pub listen: Option<String>,
}

/// Everything that settings are read from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The command line.
    pub flags: Flags,
    /// The environment.
    pub environment: BTreeMap<String, String>,
    /// Where `./devmentor.toml` is looked for, and the data directory's; `None` to read a file that is named only.
    pub current_dir: Option<PathBuf>,
}

/// Variables with a meaning of their own, outside the sections.
const OWN_VARIABLES: [&str; 4] =
    ["DEVMENTOR_CA_FILE", "DEVMENTOR_CONFIG", "DEVMENTOR_TOKEN", "DEVMENTOR_URL"];

/// Variables with a name that everybody knows, and the section and key that each one sets.
const WELL_KNOWN: [(&str, &str, &str); 7] = [
    ("DATABASE_URL", "data", "database_url"),
    ("REDIS_URL", "data", "redis_url"),
    ("QDRANT_URL", "data", "qdrant_url"),
    ("QDRANT_API_KEY", "data", "qdrant_api_key"),
    ("SMTP_URL", "data", "smtp_url"),
    ("DEVMENTOR_MODELS_DIR", "embedding", "model_dir"),
    ("OTEL_EXPORTER_OTLP_ENDPOINT", "tracing", "otlp_endpoint"),
];

impl Sources {
    /// This process's environment and current directory. Variables that are not UTF-8 are none of ours, unless
    /// their name is.
    pub fn of_this_process(flags: Flags) -> Result<Self, ConfigError> {
        let mut environment = BTreeMap::new();
        for (name, value) in std::env::vars_os() {
            let Ok(name) = name.into_string() else { continue };
            match value.into_string() {
                Ok(value) => {
                    environment.insert(name, value);
                }
                Err(_) if name.starts_with("DEVMENTOR_") => {
                    return Err(ConfigError::Value { place: name, message: "is not UTF-8".to_owned() });
                }
                Err(_) => {}
            }
        }
        Ok(Self { flags, environment, current_dir: Some(PathBuf::from(".")) })
    }

    /// Puts the layers on top of each other and checks the whole.
    pub fn read(&self) -> Result<Settings, ConfigError> {
        let sections = sections();
        let mut merged = Table::new();
        if let Some(path) = self.file() {
            merge(&mut merged, file::read(&path, &sections)?);
        }
        merge(&mut merged, self.variables(&sections)?);
        if let Some(dir) = &self.flags.data_dir {
            set(&mut merged, "data", "dir", Value::String(path_text(dir)?));
        }
        if let Some(listen) = &self.flags.listen {
            set(&mut merged, "server", "listen", Value::String(listen.clone()));
        }
        // Types in the file were checked alone, those of the environment are made to fit: what is left is
        // a value that an enum or a range refuses.
        Settings::deserialize(Value::Table(merged))
            .map_err(|e| ConfigError::Value { place: "settings".to_owned(), message: e.message().to_owned() })
    }

    /// The file to read, if there is one. One that is named must exist.
    fn file(&self) -> Option<PathBuf> {
        let named =
            self.flags.config.clone().or_else(|| self.variable("DEVMENTOR_CONFIG").map(PathBuf::from));
        let (None, Some(current_dir)) = (&named, &self.current_dir) else { return named };
        let data_dir = self
            .flags
            .data_dir
            .clone()
            .or_else(|| self.variable("DEVMENTOR_DATA_DIR").map(PathBuf::from))
            .unwrap_or_else(|| DataSettings::default().dir);
        let here = current_dir.join("devmentor.toml");
        let there = DataSettings::settings_file(&current_dir.join(data_dir));
        [here, there].into_iter().find(|path| path.is_file())
    }

    /// A variable that is set to something.
    fn variable(&self, name: &str) -> Option<&str> {
        self.environment.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The settings in the environment, as if they stood in a file.
    fn variables(&self, sections: &[Section]) -> Result<Table, ConfigError> {
        let mut table = Table::new();
        for (variable, section, key) in WELL_KNOWN {
            if let Some(value) = self.variable(variable) {
                set(&mut table, section, key, Value::String(value.to_owned()));
            }
        }
        for (variable, value) in &self.environment {
            let Some(rest) = variable.strip_prefix("DEVMENTOR_") else { continue };
            let known = WELL_KNOWN.iter().any(|(name, ..)| name == variable);
            if known || OWN_VARIABLES.contains(&variable.as_str()) || is_service_link(rest) {
                continue;
            }
            let Some((section, key)) = sections.iter().find_map(|section| section.key_of(rest)) else {
                return Err(unknown_variable(variable, sections));
            };
            if value.is_empty() {
                continue;
            }
            let value = section
                .fit(key, value)
                .map_err(|message| ConfigError::Value { place: variable.clone(), message })?;
            set(&mut table, section.name, key, value);
        }
        Ok(table)
    }
}

/// Variables that Kubernetes sets in every container beside a service named `devmentor` or `devmentor-api`:
/// `DEVMENTOR_SERVICE_HOST`, `DEVMENTOR_API_PORT_80_TCP_ADDR`. They are not for us.
fn is_service_link(rest: &str) -> bool {
    let rest = format!("_{rest}");
    rest.ends_with("_SERVICE_HOST")
        || rest.contains("_SERVICE_PORT")
        || rest.ends_with("_PORT")
        || rest.contains("_PORT_")
}

fn unknown_variable(variable: &str, sections: &[Section]) -> ConfigError {
    let known: Vec<String> = sections
        .iter()
        .flat_map(|section| {
            section.keys.iter().map(|key| format!("DEVMENTOR_{}_{}", section.name, key).to_uppercase())
        })
        .collect();
    ConfigError::Unknown {
        place: "the environment".to_owned(),
        what: "variable".to_owned(),
        name: variable.to_owned(),
        suggestion: nearest(variable, known.iter().map(String::as_str)).map(str::to_owned),
        known: "DEVMENTOR_<SECTION>_<KEY>, as in DEVMENTOR_SERVER_LISTEN".to_owned(),
    }
}

fn merge(into: &mut Table, from: Table) {
    for (section, value) in from {
        let Value::Table(keys) = value else { continue };
        for (key, value) in keys {
            set(into, &section, &key, value);
        }
    }
}

fn set(table: &mut Table, section: &str, key: &str, value: Value) {
    let section = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
    if let Value::Table(keys) = section {
        keys.insert(key.to_owned(), value);
    }
}

fn path_text(path: &Path) -> Result<String, ConfigError> {
    path.to_str().map(str::to_owned).ok_or_else(|| ConfigError::Value {
        place: "--data-dir".to_owned(),
        message: format!("{} is not UTF-8", path.display()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ExposeSecret, LogFormat};

    fn sources(dir: &Path, file: &str, environment: &[(&str, &str)]) -> Sources {
        if !file.is_empty() {
            std::fs::write(dir.join("devmentor.toml"), file).unwrap();
        }
        Sources {
            flags: Flags::default(),
            environment: environment.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
            current_dir: Some(dir.to_owned()),
        }
    }

    #[test]
    fn the_last_layer_that_names_a_key_wins() {
        let dir = tempfile::tempdir().unwrap();
        let file = "[server]\nlisten = 'file:1'\ngrace_seconds = 3\n[worker]\nconcurrency = 7\n";
        let mut sources = sources(
            dir.path(),
            file,
            &[("DEVMENTOR_SERVER_LISTEN", "env:2"), ("DEVMENTOR_WORKER_CONCURRENCY", "9")],
        );
        let settings = sources.read().unwrap();
        assert_eq!(settings.server.listen, "env:2");
        assert_eq!(settings.server.grace_seconds, 3, "the file beats the default");
        assert_eq!(settings.worker.concurrency, 9, "the environment beats the file");
        assert_eq!(settings.worker.lease_seconds, 30, "the rest keeps its default");
        sources.flags.listen = Some("flag:3".to_owned());
        assert_eq!(sources.read().unwrap().server.listen, "flag:3");
    }

    #[test]
    fn variables_take_the_type_of_their_key() {
        let dir = tempfile::tempdir().unwrap();
        let settings = sources(
            dir.path(),
            "",
            &[
                ("DEVMENTOR_SERVER_CORS_ORIGINS", "https://a.example, https://b.example"),
                ("DEVMENTOR_LIMITS_LOCAL_PATHS", "false"),
                ("DEVMENTOR_LOGGING_FORMAT", "json"),
                ("DEVMENTOR_WORKER_QUEUES", "interactive,webhook"),
                ("DEVMENTOR_DATABASE_MAX_CONNECTIONS", "7"),
                ("DEVMENTOR_DATA_DIR", "/somewhere"),
                ("DATABASE_URL", "postgres://u:p@h/d"),
                ("REDIS_URL", ""),
                ("DEVMENTOR_TOKEN", "for the client"),
                ("DEVMENTOR_SERVICE_HOST", "10.0.0.1"),
                ("DEVMENTOR_API_PORT_80_TCP_ADDR", "10.0.0.1"),
                ("PATH", "/bin"),
            ],
        )
        .read()
        .unwrap();
        assert_eq!(settings.server.cors_origins, ["https://a.example", "https://b.example"]);
        assert!(!settings.limits.local_paths);
        assert_eq!(settings.logging.format, LogFormat::Json);
        assert_eq!(settings.worker.queues, [types::JobPriority::Interactive, types::JobPriority::Webhook]);
        assert_eq!(settings.database.max_connections, 7);
        assert_eq!(settings.data.dir, Path::new("/somewhere"));
        assert_eq!(settings.data.database_url.unwrap().expose_secret(), "postgres://u:p@h/d");
        assert!(settings.data.redis_url.is_none(), "empty is unset");
    }

    #[test]
    fn secrets_do_not_show() {
        let dir = tempfile::tempdir().unwrap();
        let settings = sources(
            dir.path(),
            "",
            &[
                ("DATABASE_URL", "postgres://u:hunter2@h/d"),
                ("DEVMENTOR_AUTH_OWNER_TOKEN", "hunter2"),
                ("QDRANT_API_KEY", "hunter2"),
            ],
        )
        .read()
        .unwrap();
        assert!(!format!("{settings:?}").contains("hunter2"));
    }

    #[test]
    fn mistakes_are_named_with_what_was_meant() {
        for (file, environment, expected) in [
            ("[sever]\n", [].as_slice(), "unknown section 'sever'; did you mean 'server'?"),
            (
                "[server]\nlisten_on = 'x'\n",
                &[],
                "unknown key in [server] 'listen_on'; did you mean 'listen'?",
            ),
            ("[server]\nzzz = 1\n", &[], "unknown key in [server] 'zzz'; known are listen, cors_origins"),
            ("listen = 'x'\n", &[], "unknown section 'listen'"),
            ("server = 1\n", &[], "write [server]"),
            ("[worker]\nconcurrency = 'many'\n", &[], "concurrency = 'many'"),
            ("[worker]\nconcurrency = -1\n", &[], "concurrency = -1"),
            ("[logging]\nformat = 'xml'\n", &[], "unknown variant `xml`"),
            ("[server\n", &[], "line 1"),
            (
                "",
                &[("DEVMENTOR_SERVER_LISEN", "x")],
                "the environment: unknown variable 'DEVMENTOR_SERVER_LISEN'; did you mean 'DEVMENTOR_SERVER_LISTEN'?",
            ),
            (
                "",
                &[("DEVMENTOR_WORKER_THREADS", "two")],
                "DEVMENTOR_WORKER_THREADS: 'two' is not a whole number",
            ),
            ("", &[("DEVMENTOR_LOGGING_FORMAT", "xml")], "unknown variant `xml`"),
            (
                "[worker]\nqueues = ['slow']\n",
                &[],
                "unknown variant `slow`, expected one of `interactive`, `webhook`",
            ),
            ("", &[("DEVMENTOR_CONFIG", "/no/such/file")], "cannot read the settings file /no/such/file"),
        ] {
            let dir = tempfile::tempdir().unwrap();
            let error = sources(dir.path(), file, environment).read().unwrap_err().to_string();
            assert!(error.contains(expected), "{error}\nlacks {expected}");
        }
    }

    #[test]
    fn the_data_directory_may_bring_its_file() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("data")).unwrap();
        std::fs::write(dir.path().join("data/devmentor.toml"), "[worker]\nthreads = 3\n").unwrap();
        assert_eq!(sources(dir.path(), "", &[]).read().unwrap().worker.threads, 3);
        let here = sources(dir.path(), "[worker]\nthreads = 4\n", &[]);
        assert_eq!(here.read().unwrap().worker.threads, 4, "the one in the current directory comes first");
    }
}
