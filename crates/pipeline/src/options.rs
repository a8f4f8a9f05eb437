//! What a caller may choose about an analysis.

pub(crate) mod repository;

pub use repository::{ConfigError, RepositoryConfig, SuppressionEntry, Thresholds};

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What a caller may choose. The default reads everything, history included, and keeps no cache.
#[derive(Debug, Clone)]
pub struct Options {
    /// Whether commits are read, for churn, authors, coupling and hotspots.
    pub history: bool,
    /// Whether the source is cut into chunks, for search.
    pub chunks: bool,
    /// Threads to compute on; `None` for as many as there are cores.
    pub threads: Option<usize>,
    /// The folder of this repository's cache; made when missing. `None` keeps nothing between runs.
    pub cache_dir: Option<PathBuf>,
    /// Findings, by fingerprint, that a person said are not to be counted, with the reasons.
    pub suppressed: BTreeMap<String, String>,
    /// Where to stop.
    pub limits: Limits,
    /// How to reach other hosts.
    pub network: Network,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            history: true,
            chunks: true,
            threads: None,
            cache_dir: None,
            suppressed: BTreeMap::new(),
            limits: Limits::default(),
            network: Network::default(),
        }
    }
}

/// Where an analysis stops. What a limit leaves out is told in the report, never in silence.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Limits {
    /// The largest file that is read, in bytes.
    pub file_bytes: u64,
    /// The most files that are analysed, the first by path.
    pub files: usize,
    /// The most files and folders that are listed; beyond it there is no report.
    pub entries: usize,
    /// The deepest syntax tree that is judged, in nodes from the root.
    pub depth: u32,
    /// The longest that one file may take to parse.
    pub parse_time: Duration,
    /// The most commits that are read, the latest first.
    pub history_commits: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 1024 * 1024,
            files: 50_000,
            entries: 1_000_000,
            depth: 1_000,
            parse_time: Duration::from_secs(5),
            history_commits: 10_000,
        }
    }
}

/// How other hosts are reached.
#[derive(Debug, Clone)]
pub struct Network {
    /// The longest that a connection may take to stand, name look-up and TLS included.
    pub connect_timeout: Duration,
    /// The longest that a host may stay silent.
    pub stall_timeout: Duration,
    /// The longest that a whole fetch may take.
    pub total_timeout: Duration,
    /// The most bytes that one fetch may bring.
    pub max_bytes: u64,
    /// A PEM file of certificate authorities to trust beside the common ones.
    pub ca_file: Option<PathBuf>,
    /// Whether hosts on private, loopback and link-local addresses are refused: on where strangers may submit
    /// addresses.
    pub refuse_private_addresses: bool,
}

impl Default for Network {
    /// Trusts what `DEVMENTOR_CA_FILE` names, where it is set.
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            stall_timeout: Duration::from_secs(30),
            total_timeout: Duration::from_mins(30),
            max_bytes: 4 * 1024 * 1024 * 1024,
            ca_file: std::env::var_os("DEVMENTOR_CA_FILE").map(PathBuf::from),
            refuse_private_addresses: false,
        }
    }
}
