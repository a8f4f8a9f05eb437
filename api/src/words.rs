//! The product's words as the document lists them. Each mirrors an enum of `types` or `services`: a variant that
//! one side lacks does not compile.

use poem_openapi::Enum;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "types::Severity", rename_all = "snake_case")]
pub(crate) enum Severity {
    /// Worth knowing.
    Info,
    /// A small cost to readers.
    Low,
    /// A real cost, or a fault in rare cases.
    Medium,
    /// Likely to hurt.
    High,
    /// Hurts now.
    Critical,
}

/// What a fault harms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "types::Category", rename_all = "snake_case")]
pub(crate) enum Category {
    /// Someone can make the program do what it must not.
    Security,
    /// The program may do the wrong thing or stop.
    Reliability,
    /// People will find it hard to read or change.
    Maintainability,
}

/// Where a finding stands in its repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "types::FindingState", rename_all = "snake_case")]
pub(crate) enum FindingState {
    /// The last analysis saw it.
    Open,
    /// The last analysis no longer saw it.
    Fixed,
    /// Somebody said that it is not to be counted.
    Suppressed,
}

/// Which of the findings that came or went between two analyses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "services::views::ChangedOf", rename_all = "snake_case")]
pub(crate) enum ChangedOf {
    /// Those that only the later one saw.
    New,
    /// Those that only the earlier one saw.
    Fixed,
}

/// Which findings of an analysis are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "services::analyses::FindingsOf", rename_all = "snake_case")]
pub(crate) enum FindingsOf {
    /// Those that stand open.
    Open,
    /// Of these, those that the analysis opened.
    New,
    /// Those that it no longer saw.
    Fixed,
    /// Those that somebody suppressed.
    Suppressed,
    /// All that any analysis saw, whatever became of them.
    All,
}

/// What findings are put together by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "services::views::GroupBy", rename_all = "snake_case")]
pub(crate) enum GroupBy {
    /// The rule that found them.
    Rule,
    /// The folder that their file stands in.
    Folder,
    /// How bad they are.
    Severity,
    /// What they harm.
    Category,
}

/// By what functions are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "services::views::Sort", rename_all = "snake_case")]
pub(crate) enum FunctionSort {
    /// Cognitive complexity.
    Cognitive,
    /// Decisions.
    Cyclomatic,
    /// Lines with code.
    Lines,
    /// Declared parameters.
    Parameters,
    /// The deepest nesting.
    Nesting,
    /// The maintainability index.
    Maintainability,
    /// The name.
    Name,
}

/// Which end comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "services::views::Order", rename_all = "snake_case")]
pub(crate) enum Order {
    /// The smallest.
    Asc,
    /// The largest.
    Desc,
}

/// What something on a level of folders is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "services::views::NodeKind", rename_all = "snake_case")]
pub(crate) enum NodeKind {
    /// A folder, with all below it.
    Folder,
    /// A file.
    File,
    /// Something that stands elsewhere, and is imported or imports.
    Outside,
}

/// Where an analysis stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "types::AnalysisState", rename_all = "snake_case")]
pub(crate) enum AnalysisState {
    /// Waiting for a worker.
    Queued,
    /// A worker is at it.
    Running,
    /// Its report can be read.
    Succeeded,
    /// It ended with an error.
    Failed,
    /// Somebody stopped it.
    Cancelled,
}

/// A letter, `A` the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "types::Rating")]
pub(crate) enum Rating {
    /// The best.
    A,
    /// Good.
    B,
    /// Middling.
    C,
    /// Bad.
    D,
    /// The worst.
    E,
}

/// How a repository is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "services::repositories::SourceKind", rename_all = "snake_case")]
pub(crate) enum SourceKind {
    /// Over https.
    Remote,
    /// On the service's own disk.
    Local,
}

/// When to do a task; `P0` first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "types::Priority")]
pub(crate) enum Priority {
    /// Today.
    P0,
    /// This week.
    P1,
    /// This month.
    P2,
    /// When at hand.
    P3,
}

/// Where a task falls by impact and urgency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "types::Quadrant", rename_all = "snake_case")]
pub(crate) enum Quadrant {
    /// High impact, high urgency.
    DoFirst,
    /// High impact, low urgency.
    Plan,
    /// Low impact, high urgency.
    QuickWin,
    /// Low impact, low urgency.
    Backlog,
}

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "types::TaskStatus", rename_all = "snake_case")]
pub(crate) enum TaskStatus {
    /// Made, nobody has it.
    Created,
    /// Somebody has it.
    Assigned,
    /// Being worked on.
    InProgress,
    /// Waiting for a reader.
    Review,
    /// Being tried.
    Testing,
    /// Finished, or its cause is gone.
    Done,
    /// Waiting for something else.
    Blocked,
    /// Will not be done.
    Rejected,
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "types::JobState", rename_all = "snake_case")]
pub(crate) enum JobState {
    /// Waiting for its time, a retry, or a worker.
    Queued,
    /// A worker holds it.
    Running,
    /// Ended well.
    Succeeded,
    /// Ended by an error that no retry would mend.
    Failed,
    /// Ended after its last attempt.
    Dead,
    /// Ended by a person's word.
    Cancelled,
}

/// Which queue a job waits in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "types::JobPriority", rename_all = "snake_case")]
pub(crate) enum JobPriority {
    /// A person waits for it.
    Interactive,
    /// Another service sent it.
    Webhook,
    /// A clock did.
    Scheduled,
    /// It may take its time.
    Backfill,
}

/// What a piece of code holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "types::ChunkKind", rename_all = "snake_case")]
pub(crate) enum ChunkKind {
    /// A function or method.
    Function,
    /// A class, struct, trait, interface or enum.
    Type,
    /// Several small neighbours.
    Block,
}

/// How one thing that the service leans on is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(remote = "services::health::Health", rename_all = "snake_case")]
pub(crate) enum Health {
    /// It works.
    Up,
    /// It is missing or broken, and the service goes on with less.
    Degraded,
    /// It is broken, and nothing goes on without it.
    Down,
}
