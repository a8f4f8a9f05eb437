//! Manifests of every kind, as people write them.

use super::*;

fn stack(files: &[(&str, &str)]) -> Stack {
    let paths: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
    let wanted: Vec<(&str, String)> = files
        .iter()
        .filter(|(path, _)| wants(path))
        .map(|(path, text)| (*path, (*text).to_owned()))
        .collect();
    detect(&paths, &wanted)
}

fn dependencies(stack: &Stack) -> Vec<String> {
    let dev = |wanted: &Dependency| if wanted.dev { " (dev)" } else { "" };
    stack
        .dependencies
        .iter()
        .map(|wanted| {
            format!("{} {}{}", wanted.name, wanted.requirement.as_deref().unwrap_or("-"), dev(wanted))
        })
        .collect()
}

fn technologies(stack: &Stack) -> Vec<&str> {
    stack.technologies.iter().map(|technology| technology.name.as_str()).collect()
}

#[test]
fn cargo_workspaces() {
    let stack = stack(&[
        (
            "Cargo.toml",
            "[workspace.dependencies]\naxum = '0.8'\nown = { path = 'own', version = '1' }\n\
             old = { package = 'real', version = '2' }",
        ),
        (
            "app/Cargo.toml",
            "[package]\nname = 'app'\nlicense = 'MIT'\n[dependencies]\naxum.workspace = true\nown.workspace = true\n\
             old = { workspace = true }\nlocal = { path = '../x' }\n[dev-dependencies]\nproptest = '1'\n\
             [target.'cfg(unix)'.dependencies]\nlibc = '0.2'",
        ),
    ]);
    assert_eq!(dependencies(&stack), ["axum 0.8", "libc 0.2", "proptest 1 (dev)", "real 2"]);
    assert_eq!(technologies(&stack), ["Axum", "Cargo", "proptest", "MIT"]);
    assert_eq!(stack.packages[0].name, "app");
}

#[test]
fn npm() {
    let stack = stack(&[(
        "web/package.json",
        r#"{"name": "web", "license": "ISC", "dependencies": {"react": "^19", "@own/lib": "workspace:*"},
            "devDependencies": {"vitest": "3", "@testing-library/react": "16"}}"#,
    )]);
    assert_eq!(dependencies(&stack), ["@testing-library/react 16 (dev)", "react ^19", "vitest 3 (dev)"]);
    assert_eq!(technologies(&stack), ["React", "Testing Library", "Vitest", "ISC"]);
}

#[test]
fn python_in_all_its_ways() {
    let stack = stack(&[
        (
            "pyproject.toml",
            "[project]\nname = 'app'\ndependencies = ['Django>=5,<6', 'typing_extensions; python_version < \"3.11\"']\n\
             [project.optional-dependencies]\ntest = ['pytest ~= 8.0']\npg = ['psycopg[binary]==3.1']\n\
             [dependency-groups]\nlint = ['ruff']\n[tool.ruff]\nline-length = 100",
        ),
        (
            "requirements.txt",
            "# all\nrequests==2.32.0  # http\n-r other.txt\ngit+https://x/y.git\n./local\n\ncelery\n",
        ),
        ("requirements-dev.txt", "hypothesis\n"),
        ("setup.cfg", "[metadata]\nname = app\n[options]\ninstall_requires =\n    click>=8\n    flask\n"),
        (
            "tool/setup.py",
            "setup(name='tool', install_requires=['numpy>=1', \"pandas\"], tests_require=['nose'])",
        ),
        ("Pipfile", "[packages]\nboto3 = \"*\"\n[dev-packages]\nblack = \"==24\"\n"),
    ]);
    assert_eq!(
        dependencies(&stack),
        [
            "black ==24 (dev)",
            "boto3 -",
            "celery -",
            "click >=8",
            "django >=5,<6",
            "flask -",
            "hypothesis - (dev)",
            "nose - (dev)",
            "numpy >=1",
            "pandas -",
            "psycopg ==3.1",
            "pytest ~= 8.0 (dev)",
            "requests ==2.32.0",
            "ruff - (dev)",
            "typing-extensions -",
        ]
    );
    let names: Vec<&str> = stack.packages.iter().map(|package| package.name.as_str()).collect();
    assert_eq!(names, ["app", "app", "tool"]);
    assert!(technologies(&stack).contains(&"Django"));
    assert!(technologies(&stack).contains(&"Ruff"));
}

#[test]
fn go_modules() {
    let stack = stack(&[(
        "go.mod",
        "module example.org/app\n\ngo 1.23\n\nrequire github.com/gin-gonic/gin v1.10.0\n\nrequire (\n\
         \tgithub.com/stretchr/testify v1.9.0 // tests\n\tgolang.org/x/sys v0.20.0 // indirect\n)\n",
    )]);
    assert_eq!(
        dependencies(&stack),
        ["github.com/gin-gonic/gin v1.10.0", "github.com/stretchr/testify v1.9.0"]
    );
    assert_eq!(stack.packages[0].name, "example.org/app");
    assert_eq!(technologies(&stack), ["Gin", "Go modules", "Testify"]);
}

#[test]
fn java() {
    let pom = "<project><!-- <dependency><groupId>no</groupId></dependency> -->\
        <parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId></parent>\
        <groupId>org.example</groupId><artifactId>app</artifactId>\
        <properties><pg.version>42.7</pg.version></properties>\
        <dependencies>\
        <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>${pg.version}</version></dependency>\
        <dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><scope>test</scope></dependency>\
        </dependencies></project>";
    let gradle = "plugins { \n id 'org.springframework.boot' version '3.3.0'\n id 'java'\n}\ndependencies {\n\
        \x20 implementation 'com.google.guava:guava:33.0'\n  testImplementation(\"org.mockito:mockito-core:5.1\")\n}\n";
    let stack = stack(&[("pom.xml", pom), ("sub/build.gradle", gradle)]);
    assert_eq!(
        dependencies(&stack),
        [
            "com.google.guava:guava 33.0",
            "org.junit.jupiter:junit-jupiter - (dev)",
            "org.mockito:mockito-core 5.1 (dev)",
            "org.postgresql:postgresql 42.7",
            "org.springframework.boot 3.3.0 (dev)",
        ]
    );
    assert_eq!(stack.packages[0].name, "org.example:app");
    assert_eq!(
        technologies(&stack),
        ["Guava", "Spring Boot", "PostgreSQL", "Gradle", "Maven", "JUnit", "Mockito"]
    );
}

#[test]
fn tools_by_their_files() {
    let stack = stack(&[
        (".github/workflows/ci.yml", ""),
        ("Dockerfile", "FROM rust:1.95 AS build\nFROM nginx:1.27\n"),
        ("LICENSE", "Apache License\nVersion 2.0, January 2004"),
        ("compose.yaml", "services:\n  db:\n    image: docker.io/library/postgres:17-alpine\n"),
        ("eslint.config.js", ""),
        ("tests/Dockerfile", "FROM redis:7\n"),
    ]);
    assert_eq!(
        technologies(&stack),
        [
            "PostgreSQL",
            "Redis",
            "nginx",
            "ESLint",
            "GitHub Actions",
            "Docker",
            "Docker Compose",
            "Apache-2.0"
        ]
    );
    assert_eq!(stack.technologies[0].version.as_deref(), Some("17-alpine"));
}

#[test]
fn broken_manifests_say_nothing() {
    for (path, text) in [
        ("Cargo.toml", "[package"),
        ("package.json", "{"),
        ("package.json", "[]"),
        ("pyproject.toml", "= ="),
        ("pom.xml", "<dependency><groupId>"),
        ("go.mod", "require ("),
        ("requirements.txt", "\u{0}\n===\n"),
        ("libs.versions.toml", "libraries = 3"),
    ] {
        assert_eq!(stack(&[(path, text)]).dependencies, [], "{path}");
    }
}

#[test]
fn what_a_repository_is_and_what_it_describes_is_not_what_it_is_built_with() {
    let stack = stack(&[
        (
            "pyproject.toml",
            "[project]\nname = 'requests'\nlicense = 'AGPL-3.0-or-later'\n[dependency-groups]\n\
             test = ['requests[socks]', 'pytest']\ntypecheck = ['pyright']\nprod = ['click']",
        ),
        ("docs/requirements.txt", "sphinx==7.2.6\ndjango"),
        ("docs/_themes/LICENSE", "Redistribution and use in source and binary forms, with or without"),
        ("LICENSE", "GNU AFFERO GENERAL PUBLIC LICENSE\n Version 3, 19 November 2007"),
        ("web/pnpm-lock.yaml", ""),
    ]);
    assert_eq!(technologies(&stack), ["Click", "pnpm", "pytest", "Pyright", "AGPL-3.0-or-later"]);
    assert_eq!(
        dependencies(&stack),
        ["click -", "django - (dev)", "pyright - (dev)", "pytest - (dev)", "sphinx ==7.2.6 (dev)"]
    );
}

#[test]
fn a_version_is_shown_where_a_requirement_says_one() {
    for (kind, requirement, shown) in [
        (TechnologyKind::Framework, "==6.1", Some("6.1")),
        (TechnologyKind::Framework, "^18.2.0", Some("^18.2.0")),
        (TechnologyKind::Framework, "catalog:", None),
        (TechnologyKind::Framework, "${spring.version}", None),
        (TechnologyKind::Framework, "*", None),
        (TechnologyKind::Service, "==2.2.8", None),
    ] {
        assert_eq!(version(kind, requirement), shown, "{requirement}");
    }
}
