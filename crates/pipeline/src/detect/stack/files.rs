//! Tools that a file's name gives away, and services that container files name.

use std::sync::LazyLock;

use regex::Regex;
use types::TechnologyKind::{self, BuildTool, Ci, Container, Linter, TestTool};

use super::file_name;

/// Whole paths from the root.
const PATHS: &[(&str, &str, TechnologyKind)] = &[
    (".circleci/config.yml", "CircleCI", Ci),
    (".gitlab-ci.yml", "GitLab CI", Ci),
    (".travis.yml", "Travis CI", Ci),
    (".drone.yml", "Drone", Ci),
    (".cirrus.yml", "Cirrus CI", Ci),
    ("appveyor.yml", "AppVeyor", Ci),
    (".appveyor.yml", "AppVeyor", Ci),
    ("azure-pipelines.yml", "Azure Pipelines", Ci),
    ("bitbucket-pipelines.yml", "Bitbucket Pipelines", Ci),
    ("Jenkinsfile", "Jenkins", Ci),
    (".woodpecker.yml", "Woodpecker", Ci),
    (".github/dependabot.yml", "Dependabot", Ci),
    ("renovate.json", "Renovate", Ci),
];

/// Folders at the root whose YAML files give a tool away.
const FOLDERS: &[(&str, &str, TechnologyKind)] = &[
    (".github/workflows/", "GitHub Actions", Ci),
    (".buildkite/", "Buildkite", Ci),
    (".woodpecker/", "Woodpecker", Ci),
    (".gitea/workflows/", "Gitea Actions", Ci),
];

/// File names in any folder.
const NAMES: &[(&str, &str, TechnologyKind)] = &[
    ("Cargo.toml", "Cargo", BuildTool),
    ("package-lock.json", "npm", BuildTool),
    ("yarn.lock", "Yarn", BuildTool),
    ("pnpm-lock.yaml", "pnpm", BuildTool),
    ("bun.lock", "Bun", BuildTool),
    ("poetry.lock", "Poetry", BuildTool),
    ("uv.lock", "uv", BuildTool),
    ("Pipfile", "Pipenv", BuildTool),
    ("go.mod", "Go modules", BuildTool),
    ("pom.xml", "Maven", BuildTool),
    ("build.gradle", "Gradle", BuildTool),
    ("build.gradle.kts", "Gradle", BuildTool),
    ("Makefile", "Make", BuildTool),
    ("CMakeLists.txt", "CMake", BuildTool),
    ("meson.build", "Meson", BuildTool),
    ("WORKSPACE", "Bazel", BuildTool),
    ("MODULE.bazel", "Bazel", BuildTool),
    ("justfile", "just", BuildTool),
    ("Justfile", "just", BuildTool),
    ("Taskfile.yml", "Task", BuildTool),
    ("flake.nix", "Nix", BuildTool),
    ("turbo.json", "Turborepo", BuildTool),
    ("nx.json", "Nx", BuildTool),
    ("lerna.json", "Lerna", BuildTool),
    ("Dockerfile", "Docker", Container),
    ("Containerfile", "Podman", Container),
    ("compose.yaml", "Docker Compose", Container),
    ("compose.yml", "Docker Compose", Container),
    ("docker-compose.yml", "Docker Compose", Container),
    ("docker-compose.yaml", "Docker Compose", Container),
    ("Chart.yaml", "Helm", Container),
    ("kustomization.yaml", "Kustomize", Container),
    ("skaffold.yaml", "Skaffold", Container),
    ("Vagrantfile", "Vagrant", Container),
    ("fly.toml", "Fly.io", Container),
    ("vercel.json", "Vercel", Container),
    ("netlify.toml", "Netlify", Container),
    ("serverless.yml", "Serverless Framework", Container),
    ("clippy.toml", "Clippy", Linter),
    (".clippy.toml", "Clippy", Linter),
    ("rustfmt.toml", "rustfmt", Linter),
    (".rustfmt.toml", "rustfmt", Linter),
    ("deny.toml", "cargo-deny", Linter),
    ("biome.json", "Biome", Linter),
    ("ruff.toml", "Ruff", Linter),
    (".ruff.toml", "Ruff", Linter),
    (".flake8", "Flake8", Linter),
    (".pylintrc", "Pylint", Linter),
    ("mypy.ini", "mypy", Linter),
    ("pyrightconfig.json", "Pyright", Linter),
    (".golangci.yml", "golangci-lint", Linter),
    (".golangci.yaml", "golangci-lint", Linter),
    ("checkstyle.xml", "Checkstyle", Linter),
    (".pre-commit-config.yaml", "pre-commit", Linter),
    (".stylelintrc", "Stylelint", Linter),
    (".clang-format", "clang-format", Linter),
    (".clang-tidy", "clang-tidy", Linter),
    (".hadolint.yaml", "hadolint", Linter),
    ("tox.ini", "tox", TestTool),
    ("noxfile.py", "Nox", TestTool),
    ("pytest.ini", "pytest", TestTool),
];

/// How file names begin, in any folder.
const BEGINNINGS: &[(&str, &str, TechnologyKind)] = &[
    (".eslintrc", "ESLint", Linter),
    ("eslint.config.", "ESLint", Linter),
    (".prettierrc", "Prettier", Linter),
    ("prettier.config.", "Prettier", Linter),
    ("stylelint.config.", "Stylelint", Linter),
    ("jest.config.", "Jest", TestTool),
    ("vitest.config.", "Vitest", TestTool),
    ("playwright.config.", "Playwright", TestTool),
    ("cypress.config.", "Cypress", TestTool),
    ("vite.config.", "Vite", BuildTool),
    ("webpack.config.", "webpack", BuildTool),
    ("rollup.config.", "Rollup", BuildTool),
    ("tsconfig.", "TypeScript", BuildTool),
    ("Dockerfile.", "Docker", Container),
];

/// Services by the names of their images.
const IMAGES: &[(&str, &str)] = &[
    ("postgres", "PostgreSQL"),
    ("postgis", "PostgreSQL"),
    ("pgvector", "PostgreSQL"),
    ("mysql", "MySQL"),
    ("mariadb", "MariaDB"),
    ("mongo", "MongoDB"),
    ("redis", "Redis"),
    ("valkey", "Valkey"),
    ("memcached", "Memcached"),
    ("rabbitmq", "RabbitMQ"),
    ("cp-kafka", "Kafka"),
    ("kafka", "Kafka"),
    ("nats", "NATS"),
    ("elasticsearch", "Elasticsearch"),
    ("opensearch", "OpenSearch"),
    ("qdrant", "Qdrant"),
    ("clickhouse-server", "ClickHouse"),
    ("cassandra", "Cassandra"),
    ("neo4j", "Neo4j"),
    ("minio", "MinIO"),
    ("nginx", "nginx"),
    ("traefik", "Traefik"),
    ("caddy", "Caddy"),
    ("vault", "Vault"),
    ("consul", "Consul"),
    ("prometheus", "Prometheus"),
    ("grafana", "Grafana"),
    ("keycloak", "Keycloak"),
];

/// Whether a path's contents are of interest here.
pub(super) fn wants(path: &str) -> bool {
    let name = file_name(path);
    name.starts_with("Dockerfile")
        || (name.contains("compose") && (name.ends_with(".yml") || name.ends_with(".yaml")))
}

/// The tool that a path gives away.
pub(super) fn technology(path: &str) -> Option<(&'static str, TechnologyKind)> {
    let name = file_name(path);
    let yaml = name.ends_with(".yml") || name.ends_with(".yaml");
    let found = PATHS
        .iter()
        .find(|(whole, ..)| *whole == path)
        .or_else(|| FOLDERS.iter().find(|(folder, ..)| yaml && path.starts_with(folder)))
        .or_else(|| NAMES.iter().find(|(whole, ..)| *whole == name))
        .or_else(|| BEGINNINGS.iter().find(|(beginning, ..)| name.starts_with(beginning)));
    if let Some(&(_, tool, kind)) = found {
        return Some((tool, kind));
    }
    name.ends_with(".tf").then_some(("Terraform", Container))
}

/// Services whose images a container file names, with their versions.
pub(super) fn services<'t>(path: &str, text: &'t str) -> Vec<(&'static str, Option<&'t str>)> {
    static IMAGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?mi)^\s*(?:image:|FROM)\s+["']?(?:[\w.:-]+/)*([\w.-]+)(?::([\w.-]+))?"#).ok()
    });
    let Some(image) = IMAGE.as_ref().filter(|_| wants(path)) else { return Vec::new() };
    image
        .captures_iter(text)
        .filter_map(|captures| {
            let name = captures.get(1)?.as_str();
            let (_, service) = IMAGES.iter().find(|(image, _)| *image == name)?;
            Some((*service, captures.get(2).map(|version| version.as_str())))
        })
        .collect()
}
