/** Made from openapi.json by `npm run api`. */

export interface paths {
    "/api/repositories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List repositories
         * @description The newest first.
         */
        get: operations["list_repositories"];
        put?: never;
        /**
         * Submit a repository
         * @description Queues an analysis and answers at once, however large the repository is. Submitting the same revision again
         *     before its analysis has ended answers that analysis, so a repeated request does no harm.
         */
        post: operations["submit_repository"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/repositories/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check an address
         * @description As it is typed: looks at the disk for paths, and never at the network.
         */
        post: operations["check_repository"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/repositories/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a repository */
        get: operations["show_repository"];
        put?: never;
        post?: never;
        /**
         * Delete a repository
         * @description With all that is known of it: analyses, findings, tasks, searchable code. What runs on it is cancelled.
         */
        delete: operations["delete_repository"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/repositories/{id}/index": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how far search is
         * @description Code is found by its words as soon as it is analysed, by its meaning a little later.
         */
        get: operations["show_index_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/repositories/{id}/analyses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a repository's analyses
         * @description The newest first.
         */
        get: operations["list_analyses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an analysis */
        get: operations["show_analysis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the whole report
         * @description One JSON object with everything that the analysis found. It never changes: send its `ETag` as
         *     `If-None-Match` to read it once. Sent packed to those who take gzip.
         */
        get: operations["show_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an analysis' findings
         * @description The worst first. Filters that are given several times take any of their values.
         */
        get: operations["list_findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}/insights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an analysis' insights
         * @description All of them, the most useful first.
         */
        get: operations["list_insights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow an analysis
         * @description Server-sent events from the first that is kept, or from after the one that is named; the last is `done`. For
         *     an analysis that has ended, what is kept is sent again. Events are kept for a day.
         */
        get: operations["follow_analysis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an analysis at a glance
         * @description Everything in its report but the long lists.
         */
        get: operations["show_overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}/findings/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an analysis' findings in groups
         * @description The groups with the worst finding first, of these the largest. Filters as in the list of findings.
         */
        get: operations["list_finding_groups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rules that spoke in an analysis
         * @description All of them, by id: what each finds, why that matters, and what to do instead.
         */
        get: operations["list_rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}/hotspots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an analysis' hotspots
         * @description Files where complexity meets change, the hottest first; at most a hundred are told.
         */
        get: operations["list_hotspots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}/functions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an analysis' functions
         * @description By any measure; alike ones by path and line.
         */
        get: operations["list_functions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}/clones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an analysis' clones
         * @description The same code in several places, the largest first.
         */
        get: operations["list_clones"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}/cycles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an analysis' import cycles
         * @description Groups of files that import each other in a circle, the largest first.
         */
        get: operations["list_cycles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}/dependencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an analysis' packages
         * @description The repository's own, and what the manifests bring in, page by page.
         */
        get: operations["list_dependencies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}/graph": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show who imports whom, one level at a time
         * @description Each folder right below the one that is asked for stands for all its files.
         */
        get: operations["show_graph"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}/treemap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a folder's contents by size and heat */
        get: operations["show_treemap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what changed since an earlier analysis
         * @description Of the same repository; without a name, since the one before that succeeded.
         */
        get: operations["show_comparison"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}/comparison/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the findings that came or went since an earlier analysis
         * @description The worst first, as the analysis that saw them told.
         */
        get: operations["list_changed_findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a file as it was analysed
         * @description Files that were left out of the analysis have no text here.
         */
        get: operations["show_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/repositories/{id}/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how a repository went
         * @description Its last analyses that have succeeded, the oldest of the page first; the next page is older.
         */
        get: operations["show_trend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a finding */
        get: operations["show_finding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings/{id}/suppression": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Suppress a finding
         * @description It is left out of lists at once, and out of the score from the next analysis on. 409 when it is fixed.
         */
        put: operations["suppress_finding"];
        post?: never;
        /**
         * Let a finding count again
         * @description 409 where the code itself suppresses it.
         */
        delete: operations["unsuppress_finding"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings/{id}/task": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a task of a finding
         * @description Asked again, it answers the same task. 409 when the finding is not open.
         */
        post: operations["make_task_of_finding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tasks
         * @description The highest score first. Filters that are given several times take any of their values.
         */
        get: operations["list_tasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count tasks
         * @description By status, the open and the closed ones.
         */
        get: operations["count_tasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a task
         * @description Its `ETag` is what a change may name in `If-Match`.
         */
        get: operations["show_task"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a task's status
         * @description With `If-Match`, only if nobody has changed the task since; else 412, and the task is left alone.
         */
        patch: operations["set_task_status"];
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search
         * @description By words, and by meaning where there is a model. Filters that are given several times take any of their
         *     values.
         */
        get: operations["search"];
        put?: never;
        /**
         * Search with a long question
         * @description The same as `GET`, for questions that are too long for an address.
         */
        post: operations["search_with_body"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List jobs
         * @description The newest first. Filters that are given several times take any of their values.
         */
        get: operations["list_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count jobs
         * @description Those that wait, run, failed or are dead, by state and queue.
         */
        get: operations["count_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a job */
        get: operations["show_job"];
        put?: never;
        post?: never;
        /**
         * Delete a job
         * @description Takes an ended job out of the list. 409 when it has not ended.
         */
        delete: operations["delete_job"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a job
         * @description At once while it waits, soon while it runs. 409 when it has ended.
         */
        post: operations["cancel_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a job again
         * @description Gives a job that failed, died or was cancelled all its tries again. 409 when it has not ended so.
         */
        post: operations["retry_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try many jobs again
         * @description Those that failed or died, unless other states are named.
         */
        post: operations["retry_jobs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the team
         * @description Server-sent events: `analysis.queued`, `analysis.started`, `analysis.succeeded`, `analysis.failed`,
         *     `analysis.cancelled`, `task.updated`, `tasks.changed`, `finding.updated`, `repository.deleted`, each with ids in its `payload`; first
         *     of all `open`. From now on, or from after the event that is named. Events are kept for a day.
         */
        get: operations["follow_team"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link
         * @description It signs a browser in, once, within an hour. `devmentor link` prints one.
         */
        post: operations["make_sign_in_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description Uses a link up, and answers with the cookie of a session. It lasts for 30 days.
         */
        post: operations["sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I */
        get: operations["show_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the process alive? */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Can requests be served? */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Alive
         * @description The process lives.
         */
        Alive: {
            /** @description Always `ok`. */
            status: string;
            /** @description The service's version. */
            version: string;
        };
        /**
         * Analysis
         * @description One run of the pipeline over one commit of a repository.
         */
        Analysis: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: uuid
             * @description What it looks at.
             */
            repository_id: string;
            /**
             * Format: uuid
             * @description The job that runs it.
             */
            job_id: string;
            /** @description The revision that was asked for; null means the default branch. */
            revision?: string | null;
            /** @description The branch that was analysed, where one was named. */
            branch?: string | null;
            /** @description The commit that was analysed. */
            commit?: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["AnalysisState"] & unknown;
            /** @description Why it failed. */
            error?: (components["schemas"]["AnalysisError"] & unknown) | null;
            /** @description How good the code is, once it succeeded. */
            quality?: (components["schemas"]["QualitySummary"] & unknown) | null;
            /** @description What it counted and changed, once it succeeded. */
            counts?: (components["schemas"]["Counts"] & unknown) | null;
            /** @description How far it has come; the last word stays. */
            progress?: (components["schemas"]["Progress"] & unknown) | null;
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When a worker first took it up.
             */
            started_at?: string | null;
            /**
             * Format: date-time
             * @description When it ended.
             */
            finished_at?: string | null;
        };
        /**
         * AnalysisError
         * @description Why an analysis failed.
         */
        AnalysisError: {
            /** @description A stable name for programs: `repository_not_found`, `empty_repository`, `no_supported_language`, ... */
            code: string;
            /** @description What happened and what to do. */
            message: string;
        };
        /**
         * @description Where an analysis stands.
         * @enum {string}
         */
        AnalysisState: "queued" | "running" | "succeeded" | "failed" | "cancelled";
        /**
         * Answer
         * @description The answer to a question.
         */
        Answer: {
            /** @description The hits, the best first. */
            items: components["schemas"]["Hit"][];
            /** @description Whether meaning was looked at, or words alone. */
            semantic: boolean;
            /** @description Why words alone, where it is so. */
            notice?: string | null;
        };
        /**
         * @description What a fault harms.
         * @enum {string}
         */
        Category: "security" | "reliability" | "maintainability";
        /**
         * CategoryTotals
         * @description Findings per category.
         */
        CategoryTotals: {
            /**
             * Format: uint64
             * @description Someone can make the program do what it must not.
             */
            security: number;
            /**
             * Format: uint64
             * @description The program may do the wrong thing or stop.
             */
            reliability: number;
            /**
             * Format: uint64
             * @description People will find it hard to read or change.
             */
            maintainability: number;
        };
        /**
         * ChangedFindings
         * @description Findings that came or went.
         */
        ChangedFindings: {
            /**
             * Format: uint64
             * @description How many.
             */
            count: number;
            /** @description The worst of them, 100 at most, as the analysis that saw them told. */
            items: components["schemas"]["Finding"][];
            /** @description Where the next page of them begins; null at the end. */
            next_cursor?: string | null;
        };
        /**
         * @description Which of the findings that came or went between two analyses.
         * @enum {string}
         */
        ChangedOf: "new" | "fixed";
        /**
         * Checked
         * @description What is to be said of it before it is submitted.
         */
        Checked: {
            /** @description The repository's name. */
            name?: string | null;
            /** @description How it is reached. */
            source_kind?: (components["schemas"]["SourceKind"] & unknown) | null;
            /**
             * Format: uuid
             * @description The repository of this address that the team has already.
             */
            known_repository_id?: string | null;
            /** @description What is wrong with the address; the rest is absent then. */
            problem?: string | null;
        };
        /**
         * ChunkCounts
         * @description Pieces of code against the analysis before.
         */
        ChunkCounts: {
            /**
             * Format: uint64
             * @description In the repository now.
             */
            total: number;
            /**
             * Format: uint64
             * @description Of these, not seen before.
             */
            added: number;
            /**
             * Format: uint64
             * @description Of these, on other lines than before.
             */
            moved: number;
            /**
             * Format: uint64
             * @description No longer there.
             */
            removed: number;
        };
        /**
         * @description What a piece of code holds.
         * @enum {string}
         */
        ChunkKind: "function" | "type" | "block";
        /**
         * Clone
         * @description The same code in several places.
         */
        Clone: {
            /** @description `identical`, or `renamed`: the same shape with other names. */
            kind: string;
            /**
             * Format: uint32
             * @description Tokens in each place.
             */
            tokens: number;
            /**
             * Format: uint32
             * @description Lines in the longest place.
             */
            lines: number;
            /** @description Where it stands. */
            places: components["schemas"]["ClonePlace"][];
        };
        /**
         * ClonePlace
         * @description One place of a clone.
         */
        ClonePlace: {
            /** @description Path in the repository. */
            path: string;
            /**
             * Format: uint32
             * @description First line, from 1.
             */
            start_line: number;
            /**
             * Format: uint32
             * @description Last line, inclusive.
             */
            end_line: number;
        };
        /**
         * ComparedAnalysis
         * @description One of two analyses that are compared.
         */
        ComparedAnalysis: {
            /**
             * Format: uuid
             * @description Which it is.
             */
            analysis_id: string;
            /** @description The commit that it looked at. */
            commit?: string | null;
            /** @description The branch, where one was named. */
            branch?: string | null;
            /**
             * Format: date-time
             * @description When it ended.
             */
            finished_at?: string | null;
            /** @description How good the code was. */
            quality: components["schemas"]["Quality"] & unknown;
            /** @description Sums over all files. */
            totals: components["schemas"]["Totals"] & unknown;
            /**
             * Format: double
             * @description Share of product code that stands more than once, 0..1.
             */
            duplication_ratio: number;
            /**
             * Format: uint64
             * @description Open findings.
             */
            findings: number;
        };
        /**
         * Comparison
         * @description Two analyses of a repository, and what changed from the first to the second.
         */
        Comparison: {
            /** @description The earlier one. */
            base: components["schemas"]["ComparedAnalysis"] & unknown;
            /** @description The later one. */
            head: components["schemas"]["ComparedAnalysis"] & unknown;
            /** @description Findings that only the later one saw. */
            new_findings: components["schemas"]["ChangedFindings"] & unknown;
            /** @description Findings that only the earlier one saw. */
            fixed_findings: components["schemas"]["ChangedFindings"] & unknown;
            /** @description Files that became hotter, by how much. */
            hotspots_hotter: components["schemas"]["HotterFile"][];
            /** @description Functions that became harder to follow, by how much; 100 at most. */
            functions_worse: components["schemas"]["WorseFunction"][];
            /**
             * Format: uint64
             * @description How many such functions there are.
             */
            functions_worse_total: number;
        };
        /**
         * Component
         * @description One thing that the service leans on.
         */
        Component: {
            /** @description `database`, `queue`, `events`, `vectors`, `embedding`. */
            name: string;
            /** @description How it is. */
            health: components["schemas"]["Health"] & unknown;
            /** @description What there is to say about it. */
            detail: string;
        };
        /**
         * Counts
         * @description What an analysis counted, and what it changed.
         */
        Counts: {
            /**
             * Format: uint64
             * @description Files that were read.
             */
            files: number;
            /**
             * Format: uint64
             * @description Lines in them.
             */
            lines: number;
            /**
             * Format: uint64
             * @description Functions and methods in them.
             */
            functions: number;
            /**
             * Format: uint64
             * @description Files that were left out.
             */
            skipped: number;
            /** @description Findings, by what became of them. */
            findings: components["schemas"]["FindingCounts"] & unknown;
            /**
             * Format: uint64
             * @description Insights.
             */
            insights: number;
            /** @description Tasks, by what became of them. */
            tasks: components["schemas"]["TaskCounts"] & unknown;
            /** @description Pieces of code, by what became of them. */
            chunks: components["schemas"]["ChunkCounts"] & unknown;
        };
        /**
         * Coupling
         * @description Two files that change together.
         */
        Coupling: {
            /** @description One file. */
            left: string;
            /** @description The other. */
            right: string;
            /**
             * Format: uint32
             * @description Commits that changed both.
             */
            shared: number;
            /**
             * Format: double
             * @description Shared commits over the mean of both files' commits, 0..1.
             */
            degree: number;
        };
        /**
         * Dependencies
         * @description Who imports whom.
         */
        Dependencies: {
            /** @description Imports between files of the repository. */
            edges: components["schemas"]["ImportEdge"][];
            /** @description Groups of files that import each other in a circle, the largest first. */
            cycles: string[][];
            /** @description The repository's own packages. */
            packages: components["schemas"]["Package"][];
            /** @description What the manifests bring in from outside. */
            external: components["schemas"]["Dependency"][];
        };
        /**
         * Dependency
         * @description A package from outside, as a manifest asks for it.
         */
        Dependency: {
            /** @description Its name. */
            name: string;
            /** @description The version asked for, as written. */
            requirement?: string | null;
            /** @description `cargo`, `pypi`, `npm`, `go`, `maven`. */
            ecosystem: string;
            /** @description The manifest that asks. */
            manifest: string;
            /** @description Whether only tests, examples or builds need it. */
            dev: boolean;
        };
        /**
         * DependencyPage
         * @description The repository's own packages, and a page of what comes from outside.
         */
        DependencyPage: {
            /** @description The repository's own packages. */
            packages: components["schemas"]["Package"][];
            /** @description What the manifests bring in from outside. */
            items: components["schemas"]["Dependency"][];
            /** @description To be given as `cursor` for the next page of `items`; null at the end. */
            next_cursor?: string | null;
        };
        /**
         * Duplication
         * @description Repeated code over the whole repository.
         */
        Duplication: {
            /**
             * Format: uint64
             * @description Lines that stand in at least one clone.
             */
            duplicated_lines: number;
            /**
             * Format: double
             * @description The same over all code lines of the files compared, 0..1.
             */
            ratio: number;
            /** @description The clones, the largest first. */
            clones: components["schemas"]["Clone"][];
            /**
             * Format: uint64
             * @description Clones found beyond those listed.
             */
            clones_left_out: number;
        };
        /**
         * DuplicationTotals
         * @description Repeated code, in numbers.
         */
        DuplicationTotals: {
            /**
             * Format: uint64
             * @description Lines of product code that stand in at least one clone.
             */
            lines: number;
            /**
             * Format: double
             * @description The same over all lines that were compared, 0..1.
             */
            ratio: number;
            /**
             * Format: uint64
             * @description Clones, those beyond the list included.
             */
            clones: number;
        };
        /**
         * EventEnvelope
         * @description What stands in the `data` of an event.
         */
        EventEnvelope: {
            /** @description Its place in the stream, as in the event's `id`. */
            id: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            time: string;
            /** @description What happened, as in the event's `event`: `analysis.succeeded`, `task.updated`, ... */
            type: string;
            /**
             * Format: uuid
             * @description Whose it is.
             */
            team_id: string;
            /** @description What is to be known about it. */
            payload: unknown;
            /** @description About the event itself. */
            metadata: unknown;
        };
        /**
         * Evidence
         * @description One thing that an insight rests on.
         */
        Evidence: {
            /** @description Path in the repository. */
            path?: string | null;
            /**
             * Format: uint32
             * @description First line, from 1.
             */
            start_line?: number | null;
            /**
             * Format: uint32
             * @description Last line, inclusive.
             */
            end_line?: number | null;
            /** @description The finding's fingerprint, where it is one. */
            fingerprint?: string | null;
            /** @description What is there. */
            fact: string;
        };
        /**
         * FieldError
         * @description What is wrong with one field or parameter.
         */
        FieldError: {
            /** @description Where it stands. */
            in: components["schemas"]["FieldPlace"] & unknown;
            /** @description Its path: `source`, `filter.languages[2]`; empty for the whole. */
            field: string;
            /** @description A stable name of the fault, where it has one. */
            code?: string | null;
            /** @description What is wrong with it. */
            detail: string;
        };
        /**
         * @description Where a field stands.
         * @enum {string}
         */
        FieldPlace: "body" | "parameter";
        /**
         * FileView
         * @description One file as it was analysed, with what was found in it.
         */
        FileView: {
            /** @description Path in the repository. */
            path: string;
            /** @description Its language's id, where it has one. */
            language?: string | null;
            /**
             * Format: uint64
             * @description All lines.
             */
            lines: number;
            /**
             * Format: uint64
             * @description Lines with code.
             */
            code: number;
            /**
             * Format: uint64
             * @description Sum of its functions' cognitive complexity.
             */
            complexity: number;
            /**
             * Format: double
             * @description How hot it is, 0..1.
             */
            heat: number;
            /** @description What stands in it. */
            text: string;
            /** @description Whether more stands in it than `text` has. */
            truncated: boolean;
            /** @description Its open findings, by line. */
            findings: components["schemas"]["Finding"][];
        };
        /**
         * Finding
         * @description A finding in its repository.
         */
        Finding: {
            /**
             * Format: uuid
             * @description Its id, the same from one analysis to the next.
             */
            id: string;
            /** @description Where it stands now. */
            state: components["schemas"]["FindingState"] & unknown;
            /** @description Whether this analysis opened it. */
            is_new: boolean;
            /**
             * Format: uuid
             * @description The analysis that saw it first.
             */
            first_seen_analysis_id: string;
            /** @description The rule's id. */
            rule: string;
            /** @description What it harms. */
            category: components["schemas"]["Category"] & unknown;
            /** @description Path in the repository. */
            path: string;
            /**
             * Format: uint32
             * @description First line, from 1.
             */
            start_line: number;
            /**
             * Format: uint32
             * @description Last line, inclusive.
             */
            end_line: number;
            /** @description How bad it is. */
            severity: components["schemas"]["Severity"] & unknown;
            /** @description The weakness' number in the Common Weakness Enumeration: `CWE-89`. */
            cwe?: string | null;
            /** @description What is wrong here, and what to do. */
            message: string;
            /**
             * Format: uint32
             * @description Minutes that the repair will take.
             */
            effort_minutes: number;
            /** @description Identity from one analysis to the next. */
            fingerprint: string;
            /** @description The function or type around it. */
            symbol?: string | null;
            /** @description Whether it stands in test code. */
            in_test: boolean;
            /** @description Why it is not to be counted, where somebody said so. */
            suppression?: (components["schemas"]["Suppression"] & unknown) | null;
        };
        /**
         * FindingCounts
         * @description Findings against the analysis before.
         */
        FindingCounts: {
            /**
             * Format: uint64
             * @description Open now.
             */
            open: number;
            /**
             * Format: uint64
             * @description Of these, never seen before.
             */
            new: number;
            /**
             * Format: uint64
             * @description Of these, seen again after they were fixed.
             */
            reopened: number;
            /**
             * Format: uint64
             * @description No longer seen.
             */
            fixed: number;
            /**
             * Format: uint64
             * @description Seen, and not to be counted as somebody said.
             */
            suppressed: number;
            /**
             * Format: uint64
             * @description Open and critical.
             */
            critical: number;
            /**
             * Format: uint64
             * @description Open and high.
             */
            high: number;
            /**
             * Format: uint64
             * @description Open and medium.
             */
            medium: number;
            /**
             * Format: uint64
             * @description Open and low.
             */
            low: number;
            /**
             * Format: uint64
             * @description Open and worth knowing.
             */
            info: number;
        };
        /**
         * FindingDetail
         * @description One finding, wherever it is.
         */
        FindingDetail: {
            /**
             * Format: uuid
             * @description Its id, the same from one analysis to the next.
             */
            id: string;
            /**
             * Format: uuid
             * @description Where it is.
             */
            repository_id: string;
            /** @description Where it stands. */
            state: components["schemas"]["FindingState"] & unknown;
            /**
             * Format: uuid
             * @description The analysis that saw it first.
             */
            first_seen_analysis_id: string;
            /**
             * Format: uuid
             * @description The analysis that saw it last.
             */
            last_seen_analysis_id: string;
            /** @description The rule's id. */
            rule: string;
            /** @description What it harms. */
            category: components["schemas"]["Category"] & unknown;
            /** @description Path in the repository. */
            path: string;
            /**
             * Format: uint32
             * @description First line, from 1.
             */
            start_line: number;
            /**
             * Format: uint32
             * @description Last line, inclusive.
             */
            end_line: number;
            /** @description How bad it is. */
            severity: components["schemas"]["Severity"] & unknown;
            /** @description The weakness' number in the Common Weakness Enumeration: `CWE-89`. */
            cwe?: string | null;
            /** @description What is wrong here, and what to do. */
            message: string;
            /**
             * Format: uint32
             * @description Minutes that the repair will take.
             */
            effort_minutes: number;
            /** @description Identity from one analysis to the next. */
            fingerprint: string;
            /** @description The function or type around it. */
            symbol?: string | null;
            /** @description Whether it stands in test code. */
            in_test: boolean;
            /** @description Why it is not to be counted, where somebody said so. */
            suppression?: (components["schemas"]["Suppression"] & unknown) | null;
        };
        /**
         * FindingGroup
         * @description Findings that share something.
         */
        FindingGroup: {
            /** @description A rule's id, a folder (`.` for the root), a severity or a category. */
            key: string;
            /** @description The same for people: a rule's title, otherwise the key. */
            title: string;
            /**
             * Format: uint64
             * @description How many they are.
             */
            findings: number;
            /**
             * Format: uint64
             * @description Minutes that their repair will take.
             */
            effort_minutes: number;
            /** @description How bad the worst of them is. */
            worst: components["schemas"]["Severity"] & unknown;
        };
        /**
         * @description Where a finding stands in its repository.
         * @enum {string}
         */
        FindingState: "open" | "fixed" | "suppressed";
        /**
         * FindingTotals
         * @description Findings as the analysis saw them.
         */
        FindingTotals: {
            /**
             * Format: uint64
             * @description Open ones.
             */
            open: number;
            /**
             * Format: uint64
             * @description Those that somebody suppressed.
             */
            suppressed: number;
            /** @description Open ones per severity. */
            by_severity: components["schemas"]["SeverityTotals"] & unknown;
            /** @description Open ones per category. */
            by_category: components["schemas"]["CategoryTotals"] & unknown;
        };
        /**
         * @description Which findings of an analysis are wanted.
         * @enum {string}
         */
        FindingsOf: "open" | "new" | "fixed" | "suppressed" | "all";
        /**
         * Found
         * @description What an analysis has found so far; null where it has not looked yet.
         */
        Found: {
            /**
             * Format: uint64
             * @description Source files that were read.
             */
            files?: number | null;
            /**
             * Format: uint64
             * @description Lines in them.
             */
            lines?: number | null;
            /**
             * Format: uint64
             * @description Functions in them.
             */
            functions?: number | null;
            /**
             * Format: uint64
             * @description Places where code stands twice or more.
             */
            clones?: number | null;
            /**
             * Format: uint64
             * @description Circles of imports.
             */
            cycles?: number | null;
            /**
             * Format: uint64
             * @description Commits that were read.
             */
            commits?: number | null;
            /**
             * Format: uint64
             * @description Faults.
             */
            findings?: number | null;
        };
        /**
         * Function
         * @description One function or method, with its measures.
         */
        Function: {
            /** @description Path in the repository. */
            path: string;
            /** @description Its name, with the type or class in front. */
            name: string;
            /**
             * Format: uint32
             * @description First line, from 1.
             */
            start_line: number;
            /**
             * Format: uint32
             * @description Last line, inclusive.
             */
            end_line: number;
            /**
             * Format: uint32
             * @description Decisions + 1 (McCabe).
             */
            cyclomatic: number;
            /**
             * Format: uint32
             * @description Cognitive complexity (SonarSource).
             */
            cognitive: number;
            /**
             * Format: uint32
             * @description Declared parameters.
             */
            parameters: number;
            /**
             * Format: uint32
             * @description The deepest nesting of control structures.
             */
            nesting: number;
            /**
             * Format: double
             * @description Halstead volume.
             */
            halstead_volume: number;
            /**
             * Format: double
             * @description 0..100, higher is better.
             */
            maintainability_index: number;
            /**
             * Format: uint32
             * @description Lines with code.
             */
            code_lines: number;
            /** @description Whether it stands in test code. */
            in_test: boolean;
        };
        /**
         * @description By what functions are ordered.
         * @enum {string}
         */
        FunctionSort: "cognitive" | "cyclomatic" | "lines" | "parameters" | "nesting" | "maintainability" | "name";
        /**
         * GraphEdge
         * @description Imports from one node to another.
         */
        GraphEdge: {
            /** @description The importing node's path. */
            from: string;
            /** @description The imported node's path. */
            to: string;
            /**
             * Format: uint64
             * @description How many imports between files it stands for.
             */
            imports: number;
            /** @description Whether one of them is part of a circle. */
            in_cycle: boolean;
        };
        /**
         * GraphNode
         * @description A file, or a folder with all below it.
         */
        GraphNode: {
            /**
             * @description Its path from the root. Outside the shown folder it is the first folder, or file, that is not on the way to
             *     it.
             */
            path: string;
            /** @description What it is. */
            kind: components["schemas"]["NodeKind"] & unknown;
            /**
             * Format: uint64
             * @description Files in it; 0 outside.
             */
            files: number;
            /**
             * Format: uint64
             * @description Lines with code; 0 outside.
             */
            code: number;
            /** @description Whether files in it import each other, or others, in a circle. */
            in_cycle: boolean;
        };
        /**
         * @description What findings are put together by.
         * @enum {string}
         */
        GroupBy: "rule" | "folder" | "severity" | "category";
        /**
         * @description How one thing that the service leans on is.
         * @enum {string}
         */
        Health: "up" | "degraded" | "down";
        /**
         * History
         * @description What the commits tell.
         */
        History: {
            /**
             * Format: uint64
             * @description Commits read.
             */
            commits: number;
            /**
             * Format: uint64
             * @description People who wrote them.
             */
            authors: number;
            /** @description The first commit read. */
            first_commit?: string | null;
            /** @description The last commit. */
            last_commit?: string | null;
            /**
             * Format: uint32
             * @description The smallest number of people who made more than half of the decayed changes.
             */
            bus_factor: number;
            /** @description Whether older commits exist that were not read. */
            truncated: boolean;
            /** @description Files that change together, the strongest first. */
            coupling: components["schemas"]["Coupling"][];
        };
        /**
         * HistoryTotals
         * @description What the commits tell, in numbers.
         */
        HistoryTotals: {
            /**
             * Format: uint64
             * @description Commits read.
             */
            commits: number;
            /**
             * Format: uint64
             * @description People who wrote them.
             */
            authors: number;
            /** @description The first commit read. */
            first_commit?: string | null;
            /** @description The last commit. */
            last_commit?: string | null;
            /**
             * Format: uint32
             * @description The smallest number of people who made more than half of the decayed changes.
             */
            bus_factor: number;
            /** @description Whether older commits exist that were not read. */
            truncated: boolean;
        };
        /**
         * Hit
         * @description A piece of code that fits.
         */
        Hit: {
            /**
             * Format: uuid
             * @description The piece's id.
             */
            chunk_id: string;
            /** @description Its repository. */
            repository: components["schemas"]["RepositoryName"] & unknown;
            /** @description Path in the repository. */
            path: string;
            /**
             * Format: uint32
             * @description First line, from 1.
             */
            start_line: number;
            /**
             * Format: uint32
             * @description Last line, inclusive.
             */
            end_line: number;
            /** @description Its language. */
            language: string;
            /** @description What it holds. */
            kind: components["schemas"]["ChunkKind"] & unknown;
            /** @description The symbol's name with its owner. */
            symbol?: string | null;
            /** @description The source as it stands there. */
            text: string;
            /**
             * Format: double
             * @description 0..1, higher is better.
             */
            score: number;
        };
        /**
         * Hotspot
         * @description A file where complexity meets change.
         */
        Hotspot: {
            /** @description Path in the repository. */
            path: string;
            /**
             * Format: double
             * @description 0..1, normalised over the repository.
             */
            score: number;
            /**
             * Format: uint64
             * @description Sum of its functions' cognitive complexity.
             */
            complexity: number;
            /**
             * Format: uint64
             * @description Lines with code.
             */
            code: number;
            /**
             * Format: uint32
             * @description Commits that changed it.
             */
            changes: number;
            /**
             * Format: double
             * @description The same, each halved per 180 days of age.
             */
            decayed_changes: number;
            /**
             * Format: uint32
             * @description People who changed it.
             */
            authors: number;
            /**
             * Format: uint32
             * @description The smallest number of people who made more than half of its decayed changes.
             */
            bus_factor: number;
        };
        /**
         * HotterFile
         * @description A file that became hotter.
         */
        HotterFile: {
            /** @description Path in the repository. */
            path: string;
            /**
             * Format: double
             * @description How hot it was, 0..1; null for a file that was not among the hotspots.
             */
            before?: number | null;
            /**
             * Format: double
             * @description How hot it is.
             */
            after: number;
        };
        /**
         * ImportCycle
         * @description Files that import each other in a circle.
         */
        ImportCycle: {
            /** @description Their paths; of many, the first fifty. */
            files: string[];
            /**
             * Format: uint64
             * @description How many files there are.
             */
            files_total: number;
        };
        /**
         * ImportEdge
         * @description One file imports another.
         */
        ImportEdge: {
            /** @description The importing file. */
            from: string;
            /** @description The imported file. */
            to: string;
        };
        /**
         * ImportGraph
         * @description The imports among what stands in a folder, and those from it and to it.
         */
        ImportGraph: {
            /**
             * @description The folder that is shown: the one that was asked for, or the first below it with more than one thing in
             *     it; empty for the root.
             */
            folder: string;
            /** @description What stands in it, then what is elsewhere; of each the one with the most imports first. 60 at most. */
            nodes: components["schemas"]["GraphNode"][];
            /** @description Imports between them, the most first. */
            edges: components["schemas"]["GraphEdge"][];
            /**
             * Format: uint64
             * @description Nodes beyond those.
             */
            left_out: number;
        };
        /**
         * IndexStatus
         * @description How far search is with a repository.
         */
        IndexStatus: {
            /**
             * Format: uint64
             * @description Pieces of code.
             */
            chunks: number;
            /**
             * Format: uint64
             * @description Of these, found by their words.
             */
            indexed: number;
            /**
             * Format: uint64
             * @description Of these, found by their meaning too.
             */
            embedded: number;
        };
        /**
         * Insight
         * @description A statement that a person can act on.
         */
        Insight: {
            /** @description Identity from one analysis to the next. */
            key: string;
            /** @description What it is about: `hotspot`, `cycle`, ... */
            kind: string;
            /** @description How much it matters. */
            severity: components["schemas"]["Severity"] & unknown;
            /** @description One line that says it, naming the place. */
            title: string;
            /** @description What was seen, and why it matters here. */
            detail: string;
            /** @description What to do about it. */
            advice: string;
            /**
             * Format: double
             * @description How useful it is, 0..1.
             */
            usefulness: number;
            /** @description What it rests on. */
            evidence: components["schemas"]["Evidence"][];
        };
        /**
         * Job
         * @description One unit of queued work.
         */
        Job: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What it does: `analyze_repository`, `embed_repository`, ... */
            kind: string;
            /** @description What it is about: ids. */
            payload: unknown;
            /** @description The repository it is about; null where it is about none, or where that one has been deleted. */
            repository_name?: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["JobState"] & unknown;
            /** @description Which queue it waits in. */
            priority: components["schemas"]["JobPriority"] & unknown;
            /**
             * Format: uint32
             * @description Tries so far, the running one included.
             */
            attempt: number;
            /**
             * Format: uint32
             * @description Tries it is given.
             */
            max_attempts: number;
            /** @description How far it has come. */
            progress?: (components["schemas"]["Progress"] & unknown) | null;
            /** @description Why the last try ended badly. */
            error?: string | null;
            /** @description Who runs it, or ran it last. */
            worker?: string | null;
            /** @description Somebody asked it to stop. */
            cancel_requested: boolean;
            /**
             * Format: date-time
             * @description Not before this.
             */
            run_at: string;
            /**
             * Format: date-time
             * @description When it was queued.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the last try began.
             */
            started_at?: string | null;
            /**
             * Format: date-time
             * @description When it ended.
             */
            finished_at?: string | null;
        };
        /**
         * JobCount
         * @description How many jobs stand in one state and queue.
         */
        JobCount: {
            /** @description The state. */
            state: components["schemas"]["JobState"] & unknown;
            /** @description The queue. */
            priority: components["schemas"]["JobPriority"] & unknown;
            /**
             * Format: uint64
             * @description How many.
             */
            jobs: number;
            /**
             * Format: date-time
             * @description For queued ones: since when the longest waiting has been due; in the future for delayed ones.
             */
            oldest_run_at?: string | null;
        };
        /**
         * @description Which queue a job waits in.
         * @enum {string}
         */
        JobPriority: "interactive" | "webhook" | "scheduled" | "backfill";
        /**
         * @description Where a job stands.
         * @enum {string}
         */
        JobState: "queued" | "running" | "succeeded" | "failed" | "dead" | "cancelled";
        /**
         * JobSummary
         * @description How many jobs there are.
         */
        JobSummary: {
            /** @description One for each state and queue in which there are some. */
            items: components["schemas"]["JobCount"][];
        };
        /**
         * LanguageTotals
         * @description Sums for one language.
         */
        LanguageTotals: {
            /** @description Its id. */
            language: string;
            /**
             * Format: double
             * @description Share of all code lines, 0..1.
             */
            share: number;
            /**
             * Format: uint64
             * @description Files.
             */
            files: number;
            /**
             * Format: uint64
             * @description All lines.
             */
            lines: number;
            /**
             * Format: uint64
             * @description Lines with code.
             */
            code: number;
            /**
             * Format: uint64
             * @description Lines with nothing but a comment.
             */
            comments: number;
            /**
             * Format: uint64
             * @description Lines with nothing but white space.
             */
            blanks: number;
            /**
             * Format: uint64
             * @description Functions and methods.
             */
            functions: number;
        };
        /**
         * ListLengths
         * @description How long the lists are that have views of their own.
         */
        ListLengths: {
            /**
             * Format: uint64
             * @description Files where complexity meets change.
             */
            hotspots: number;
            /**
             * Format: uint64
             * @description Functions and methods.
             */
            functions: number;
            /**
             * Format: uint64
             * @description Imports between files.
             */
            edges: number;
            /**
             * Format: uint64
             * @description Circles of files that import each other.
             */
            cycles: number;
            /**
             * Format: uint64
             * @description The repository's own packages.
             */
            packages: number;
            /**
             * Format: uint64
             * @description Packages from outside.
             */
            external: number;
            /**
             * Format: uint64
             * @description Statements to act on.
             */
            insights: number;
            /**
             * Format: uint64
             * @description Tasks that the analysis proposes.
             */
            tasks: number;
            /**
             * Format: uint64
             * @description Files that were not analysed.
             */
            skipped: number;
        };
        /**
         * ListedClone
         * @description The same code in several places.
         */
        ListedClone: {
            /** @description `identical`, or `renamed`: the same shape with other names. */
            kind: string;
            /**
             * Format: uint32
             * @description Tokens in each place.
             */
            tokens: number;
            /**
             * Format: uint32
             * @description Lines in the longest place.
             */
            lines: number;
            /** @description Where it stands; the first twenty places. */
            places: components["schemas"]["ClonePlace"][];
            /**
             * Format: uint64
             * @description How many places there are.
             */
            places_total: number;
        };
        /**
         * Me
         * @description Who is signed in, and where.
         */
        Me: {
            /** @description The team whose repositories and tasks are shown. */
            team: components["schemas"]["Team"] & unknown;
            /** @description How the service runs. */
            mode: components["schemas"]["Mode"] & unknown;
            /** @description Its version. */
            version: string;
            /** @description Whether repositories may be paths on the service's disk. */
            local_paths: boolean;
        };
        /**
         * @description How the service runs.
         * @enum {string}
         */
        Mode: "embedded" | "server";
        /**
         * @description What something on a level of folders is.
         * @enum {string}
         */
        NodeKind: "folder" | "file" | "outside";
        /**
         * @description Which end comes first.
         * @enum {string}
         */
        Order: "asc" | "desc";
        /**
         * Overview
         * @description A report without its long lists, with their lengths.
         */
        Overview: {
            /** @description Which repository and commit. */
            repository: components["schemas"]["RepositoryInfo"] & unknown;
            /** @description Sums over all analysed files. */
            totals: components["schemas"]["Totals"] & unknown;
            /** @description Sums per language, the most code first. */
            languages: components["schemas"]["LanguageTotals"][];
            /** @description Frameworks and tools seen. */
            stack: components["schemas"]["Technology"][];
            /** @description The score and letters. */
            quality: components["schemas"]["Quality"] & unknown;
            /** @description How many findings there are. */
            findings: components["schemas"]["FindingTotals"] & unknown;
            /** @description Repeated code. */
            duplication: components["schemas"]["DuplicationTotals"] & unknown;
            /** @description What the commits tell; null when they were not read. */
            history?: (components["schemas"]["HistoryTotals"] & unknown) | null;
            /** @description How long the other lists are. */
            counts: components["schemas"]["ListLengths"] & unknown;
            /** @description Files that were not analysed, by why. */
            skipped: components["schemas"]["SkippedTotal"][];
            /** @description Milliseconds per stage. */
            timings_ms: {
                [key: string]: number;
            };
        };
        /**
         * Package
         * @description A package of the repository itself.
         */
        Package: {
            /** @description Its name. */
            name: string;
            /** @description Its manifest's path. */
            manifest: string;
            /** @description `cargo`, `pypi`, `npm`, `go`, `maven`. */
            ecosystem: string;
        };
        /**
         * Page_Analysis
         * @description Some items of a list.
         */
        Page_Analysis: {
            /** @description The items, in the list's order. */
            items: components["schemas"]["Analysis"][];
            /** @description To be given as `cursor` for the next page; null at the end. */
            next_cursor?: string | null;
        };
        /**
         * Page_Finding
         * @description Some items of a list.
         */
        Page_Finding: {
            /** @description The items, in the list's order. */
            items: components["schemas"]["Finding"][];
            /** @description To be given as `cursor` for the next page; null at the end. */
            next_cursor?: string | null;
        };
        /**
         * Page_FindingGroup
         * @description Some items of a list.
         */
        Page_FindingGroup: {
            /** @description The items, in the list's order. */
            items: components["schemas"]["FindingGroup"][];
            /** @description To be given as `cursor` for the next page; null at the end. */
            next_cursor?: string | null;
        };
        /**
         * Page_Function
         * @description Some items of a list.
         */
        Page_Function: {
            /** @description The items, in the list's order. */
            items: components["schemas"]["Function"][];
            /** @description To be given as `cursor` for the next page; null at the end. */
            next_cursor?: string | null;
        };
        /**
         * Page_Hotspot
         * @description Some items of a list.
         */
        Page_Hotspot: {
            /** @description The items, in the list's order. */
            items: components["schemas"]["Hotspot"][];
            /** @description To be given as `cursor` for the next page; null at the end. */
            next_cursor?: string | null;
        };
        /**
         * Page_ImportCycle
         * @description Some items of a list.
         */
        Page_ImportCycle: {
            /** @description The items, in the list's order. */
            items: components["schemas"]["ImportCycle"][];
            /** @description To be given as `cursor` for the next page; null at the end. */
            next_cursor?: string | null;
        };
        /**
         * Page_Insight
         * @description Some items of a list.
         */
        Page_Insight: {
            /** @description The items, in the list's order. */
            items: components["schemas"]["Insight"][];
            /** @description To be given as `cursor` for the next page; null at the end. */
            next_cursor?: string | null;
        };
        /**
         * Page_Job
         * @description Some items of a list.
         */
        Page_Job: {
            /** @description The items, in the list's order. */
            items: components["schemas"]["Job"][];
            /** @description To be given as `cursor` for the next page; null at the end. */
            next_cursor?: string | null;
        };
        /**
         * Page_ListedClone
         * @description Some items of a list.
         */
        Page_ListedClone: {
            /** @description The items, in the list's order. */
            items: components["schemas"]["ListedClone"][];
            /** @description To be given as `cursor` for the next page; null at the end. */
            next_cursor?: string | null;
        };
        /**
         * Page_Repository
         * @description Some items of a list.
         */
        Page_Repository: {
            /** @description The items, in the list's order. */
            items: components["schemas"]["Repository"][];
            /** @description To be given as `cursor` for the next page; null at the end. */
            next_cursor?: string | null;
        };
        /**
         * Page_RuleText
         * @description Some items of a list.
         */
        Page_RuleText: {
            /** @description The items, in the list's order. */
            items: components["schemas"]["RuleText"][];
            /** @description To be given as `cursor` for the next page; null at the end. */
            next_cursor?: string | null;
        };
        /**
         * Page_Task
         * @description Some items of a list.
         */
        Page_Task: {
            /** @description The items, in the list's order. */
            items: components["schemas"]["Task"][];
            /** @description To be given as `cursor` for the next page; null at the end. */
            next_cursor?: string | null;
        };
        /**
         * Page_TrendPoint
         * @description Some items of a list.
         */
        Page_TrendPoint: {
            /** @description The items, in the list's order. */
            items: components["schemas"]["TrendPoint"][];
            /** @description To be given as `cursor` for the next page; null at the end. */
            next_cursor?: string | null;
        };
        /**
         * @description When to do a task; `P0` first.
         * @enum {string}
         */
        Priority: "P0" | "P1" | "P2" | "P3";
        /**
         * Problem
         * @description What is wrong, how it can be mended, and where to look for it.
         */
        Problem: {
            /** @description Names the kind of problem; stable, so that programs can act on it. */
            type: string;
            /** @description The kind in words. */
            title: string;
            /**
             * Format: uint16
             * @description The HTTP status.
             */
            status: number;
            /** @description What is wrong here, and what to do about it. */
            detail: string;
            /** @description The request's id, as in the `x-request-id` header and the service's log. */
            request_id: string;
            /**
             * @description What is wrong with each field of the body or each parameter.
             * @default []
             */
            errors: components["schemas"]["FieldError"][] | null;
        };
        /**
         * Progress
         * @description How far something has come.
         */
        Progress: {
            /** @description The stage's name. */
            stage: string;
            /**
             * Format: uint64
             * @description Units done in this stage.
             */
            done: number;
            /**
             * Format: uint64
             * @description Units in all; 0 while not known.
             */
            total: number;
            /** @description What is being done. */
            message: string;
            /** @description What has been found so far. */
            found: components["schemas"]["Found"] & unknown;
        };
        /**
         * ProposedTask
         * @description Work that the analysis proposes.
         */
        ProposedTask: {
            /** @description Identity of its cause from one analysis to the next. */
            key: string;
            /** @description What to do, naming the place. */
            title: string;
            /** @description Why, and how to go about it; Markdown. */
            description: string;
            /** @description Where to begin. */
            path?: string | null;
            /**
             * Format: uint32
             * @description First line there, from 1.
             */
            start_line?: number | null;
            /**
             * Format: uint32
             * @description Last line there, inclusive.
             */
            end_line?: number | null;
            /**
             * Format: double
             * @description 0..1.
             */
            impact: number;
            /**
             * Format: double
             * @description 0..1.
             */
            urgency: number;
            /**
             * Format: double
             * @description 0..1.
             */
            dependencies: number;
            /**
             * Format: uint32
             * @description Minutes of work.
             */
            effort_minutes: number;
            /**
             * Format: double
             * @description The weighted sum, 0..1.
             */
            score: number;
            /** @description When to do it. */
            priority: components["schemas"]["Priority"] & unknown;
            /** @description From impact and urgency. */
            quadrant: components["schemas"]["Quadrant"] & unknown;
            /** @description Fingerprints of the findings that it would end. */
            findings: string[];
        };
        /**
         * @description Where a task falls by impact and urgency.
         * @enum {string}
         */
        Quadrant: "do_first" | "plan" | "quick_win" | "backlog";
        /**
         * Quality
         * @description How good the code is.
         */
        Quality: {
            /**
             * Format: double
             * @description 0..100, higher is better.
             */
            score: number;
            /** @description From the debt ratio (SQALE). */
            maintainability: components["schemas"]["Rating"] & unknown;
            /** @description From the worst open reliability finding. */
            reliability: components["schemas"]["Rating"] & unknown;
            /** @description From the worst open security finding. */
            security: components["schemas"]["Rating"] & unknown;
            /**
             * Format: uint64
             * @description Minutes to repair every open finding.
             */
            debt_minutes: number;
            /**
             * Format: double
             * @description Debt over the cost of writing the code anew.
             */
            debt_ratio: number;
        };
        /**
         * QualitySummary
         * @description How good the code is.
         */
        QualitySummary: {
            /**
             * Format: double
             * @description 0..100, higher is better.
             */
            score: number;
            /** @description From the debt ratio. */
            maintainability: components["schemas"]["Rating"] & unknown;
            /** @description From the worst open reliability finding. */
            reliability: components["schemas"]["Rating"] & unknown;
            /** @description From the worst open security finding. */
            security: components["schemas"]["Rating"] & unknown;
            /**
             * Format: uint64
             * @description Minutes to repair every open finding.
             */
            debt_minutes: number;
        };
        /**
         * Question
         * @description A question.
         */
        Question: {
            /** @description What the code does, in plain words, or code itself. */
            query: string;
            /** @description Only these repositories. */
            repository?: string[] | null;
            /** @description Only these languages. */
            language?: string[] | null;
            /** @description Only paths that begin with this. */
            path?: string | null;
            /**
             * Format: uint32
             * @description Hits at most.
             */
            limit?: number | null;
        };
        /**
         * @description A letter, `A` the best.
         * @enum {string}
         */
        Rating: "A" | "B" | "C" | "D" | "E";
        /**
         * Readiness
         * @description Whether requests can be served, and how each part is.
         */
        Readiness: {
            /** @description The answer. */
            status: components["schemas"]["ReadyStatus"] & unknown;
            /** @description The service's version. */
            version: string;
            /** @description What it leans on. */
            components: components["schemas"]["Component"][];
        };
        /**
         * @description Whether requests can be served.
         * @enum {string}
         */
        ReadyStatus: "ready" | "not_ready";
        /**
         * Reason
         * @description Why a finding does not count.
         */
        Reason: {
            /** @description For those who come later; 1 to 500 characters. */
            reason: string;
        };
        /**
         * Report
         * @description What an analysis says about one commit.
         */
        Report: {
            /**
             * Format: uint32
             * @description Raised when a field changes its meaning or goes.
             */
            schema_version: number;
            /** @description Which repository and commit. */
            repository: components["schemas"]["RepositoryInfo"] & unknown;
            /** @description Sums over all analysed files. */
            totals: components["schemas"]["Totals"] & unknown;
            /** @description Sums per language, the most code first. */
            languages: components["schemas"]["LanguageTotals"][];
            /** @description Frameworks and tools seen. */
            stack: components["schemas"]["Technology"][];
            /** @description The score and letters. */
            quality: components["schemas"]["Quality"] & unknown;
            /** @description Every analysed file, by path. */
            files: components["schemas"]["SourceFile"][];
            /** @description Every function, by path and line. */
            functions: components["schemas"]["Function"][];
            /** @description Open findings, the worst first. */
            findings: components["schemas"]["ReportedFinding"][];
            /** @description Findings that somebody suppressed. */
            suppressed: components["schemas"]["ReportedFinding"][];
            /** @description What the rules say whose findings are listed, by id. */
            rules: components["schemas"]["RuleText"][];
            /** @description Repeated code. */
            duplication: components["schemas"]["Duplication"] & unknown;
            /** @description Who imports whom, and what is brought in from outside. */
            dependencies: components["schemas"]["Dependencies"] & unknown;
            /** @description What the commits tell; null when they were not read. */
            history?: (components["schemas"]["History"] & unknown) | null;
            /** @description Files where complexity meets change, the hottest first. */
            hotspots: components["schemas"]["Hotspot"][];
            /** @description Statements to act on, the most useful first. */
            insights: components["schemas"]["Insight"][];
            /** @description Work to do, the highest score first. */
            tasks: components["schemas"]["ProposedTask"][];
            /** @description Files that were not analysed, and why. */
            skipped: components["schemas"]["Skipped"][];
            /** @description Milliseconds per stage. */
            timings_ms: {
                [key: string]: number;
            };
        };
        /**
         * ReportedFinding
         * @description One fault at one place.
         */
        ReportedFinding: {
            /** @description The rule's id. */
            rule: string;
            /** @description What it harms. */
            category: components["schemas"]["Category"] & unknown;
            /** @description Path in the repository. */
            path: string;
            /**
             * Format: uint32
             * @description First line, from 1.
             */
            start_line: number;
            /**
             * Format: uint32
             * @description Last line, inclusive.
             */
            end_line: number;
            /** @description How bad it is. */
            severity: components["schemas"]["Severity"] & unknown;
            /** @description The weakness' number in the Common Weakness Enumeration. */
            cwe?: string | null;
            /** @description What is wrong here, and what to do. */
            message: string;
            /**
             * Format: uint32
             * @description Minutes that the repair will take.
             */
            effort_minutes: number;
            /** @description Identity from one analysis to the next. */
            fingerprint: string;
            /** @description The function or type around it. */
            symbol?: string | null;
            /** @description Whether it stands in test code. */
            in_test: boolean;
            /** @description Why it is not to be counted. */
            suppression?: (components["schemas"]["Suppression"] & unknown) | null;
        };
        /**
         * Repository
         * @description A repository of the team.
         */
        Repository: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description The last part of its address. */
            name: string;
            /** @description An https address, or a path on the service's disk. */
            source: string;
            /** @description Which of the two. */
            source_kind: components["schemas"]["SourceKind"] & unknown;
            /** @description The branch that is analysed when none is asked for, once known. */
            default_branch?: string | null;
            /**
             * Format: date-time
             * @description When it was submitted first.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was submitted or analysed last.
             */
            updated_at: string;
            /** @description The last analysis that succeeded. */
            latest_analysis?: (components["schemas"]["Analysis"] & unknown) | null;
        };
        /**
         * RepositoryDetail
         * @description A repository with what is going on in it.
         */
        RepositoryDetail: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description The last part of its address. */
            name: string;
            /** @description An https address, or a path on the service's disk. */
            source: string;
            /** @description Which of the two. */
            source_kind: components["schemas"]["SourceKind"] & unknown;
            /** @description The branch that is analysed when none is asked for, once known. */
            default_branch?: string | null;
            /**
             * Format: date-time
             * @description When it was submitted first.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was submitted or analysed last.
             */
            updated_at: string;
            /** @description The last analysis that succeeded. */
            latest_analysis?: (components["schemas"]["Analysis"] & unknown) | null;
            /** @description The analyses that have not ended, the oldest first. */
            active_analyses: components["schemas"]["Analysis"][];
        };
        /**
         * RepositoryInfo
         * @description Which repository and commit.
         */
        RepositoryInfo: {
            /** @description The last part of its address. */
            name: string;
            /** @description Its address; null for a path. */
            url?: string | null;
            /** @description The commit's id; null for a work tree without commits. */
            commit?: string | null;
            /** @description The branch, where one was named. */
            branch?: string | null;
        };
        /**
         * RepositoryName
         * @description A repository, as far as a hit names it.
         */
        RepositoryName: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description The last part of its address. */
            name: string;
        };
        /**
         * Retried
         * @description How many jobs are tried again.
         */
        Retried: {
            /**
             * Format: uint64
             * @description The number; call again when it is 1000, the most for one call.
             */
            retried: number;
        };
        /**
         * RetryMany
         * @description Which jobs are to be tried again.
         */
        RetryMany: {
            /** @description Only these states; failed and dead unless given. */
            state?: components["schemas"]["JobState"][] | null;
            /** @description Only these kinds. */
            kind?: string[] | null;
        };
        /**
         * RuleText
         * @description What a rule says about its findings.
         */
        RuleText: {
            /** @description Its id. */
            id: string;
            /** @description The offence in a few words. */
            title: string;
            /** @description What it harms. */
            category: components["schemas"]["Category"] & unknown;
            /** @description How bad a finding is, unless it says otherwise itself. */
            severity: components["schemas"]["Severity"] & unknown;
            /** @description The weakness' number in the Common Weakness Enumeration. */
            cwe?: string | null;
            /** @description What it finds; Markdown, as are the next two. */
            what: string;
            /** @description Why that matters. */
            why: string;
            /** @description What to do instead. */
            advice: string;
        };
        /**
         * @description How bad a finding is.
         * @enum {string}
         */
        Severity: "info" | "low" | "medium" | "high" | "critical";
        /**
         * SeverityTotals
         * @description Findings per severity.
         */
        SeverityTotals: {
            /**
             * Format: uint64
             * @description Those that hurt now.
             */
            critical: number;
            /**
             * Format: uint64
             * @description Those that are likely to hurt.
             */
            high: number;
            /**
             * Format: uint64
             * @description A real cost, or a fault in rare cases.
             */
            medium: number;
            /**
             * Format: uint64
             * @description A small cost to readers.
             */
            low: number;
            /**
             * Format: uint64
             * @description Worth knowing.
             */
            info: number;
        };
        /**
         * SignIn
         * @description What a link brought.
         */
        SignIn: {
            /** @description What stands behind the `#` of the link. */
            code: string;
        };
        /**
         * SignInLink
         * @description A link that signs a browser in, once.
         */
        SignInLink: {
            /** @description The path and fragment, to be put behind the service's address. */
            path: string;
            /**
             * Format: date-time
             * @description Until when it can be used.
             */
            expires_at: string;
        };
        /**
         * Skipped
         * @description A file that was not analysed, and why.
         */
        Skipped: {
            /** @description Path in the repository. */
            path: string;
            /**
             * @description `too_large`, `binary`, `not_utf8`, `minified`, `generated`, `vendored`, `symlink`, `submodule`,
             *     `lfs_pointer`, `parse_timeout`, `too_deep`, `too_many_files`, `unreadable`.
             */
            reason: string;
        };
        /**
         * SkippedTotal
         * @description Files that were not analysed for one reason.
         */
        SkippedTotal: {
            /** @description Why: see `Skipped`. */
            reason: string;
            /**
             * Format: uint64
             * @description How many.
             */
            files: number;
        };
        /**
         * SourceFile
         * @description One analysed file, with its sums.
         */
        SourceFile: {
            /** @description Path in the repository; bytes that are not UTF-8 stand as `\xNN`. */
            path: string;
            /** @description Its language's id, where it has one. */
            language?: string | null;
            /**
             * Format: uint64
             * @description All lines.
             */
            lines: number;
            /**
             * Format: uint64
             * @description Lines with code.
             */
            code: number;
            /**
             * Format: uint64
             * @description Sum of its functions' cognitive complexity.
             */
            complexity: number;
            /**
             * Format: double
             * @description 0..1: complexity times decayed changes over that of the hottest file.
             */
            heat: number;
            /** @description The id of its contents in git's object database. */
            blob: string;
        };
        /**
         * @description How a repository is reached.
         * @enum {string}
         */
        SourceKind: "remote" | "local";
        /**
         * StatusChange
         * @description A change of a task's status.
         */
        StatusChange: {
            /** @description The new status. */
            status: components["schemas"]["TaskStatus"] & unknown;
        };
        /**
         * StatusCount
         * @description How many tasks have a status.
         */
        StatusCount: {
            /** @description The status. */
            status: components["schemas"]["TaskStatus"] & unknown;
            /**
             * Format: uint64
             * @description How many.
             */
            tasks: number;
        };
        /**
         * Submission
         * @description What is to be analysed.
         */
        Submission: {
            /**
             * @description The repository's https address, or a path on the service's disk where that is allowed. Addresses with a
             *     user name or password are refused.
             */
            source: string;
            /** @description A branch, tag or commit; the default branch if absent. */
            revision?: string | null;
        };
        /**
         * Submitted
         * @description What became of a submission.
         */
        Submitted: {
            /** @description The repository, new or known. */
            repository: components["schemas"]["Repository"] & unknown;
            /** @description The analysis that will answer. */
            analysis: components["schemas"]["Analysis"] & unknown;
            /** @description The job that runs it. */
            job: components["schemas"]["Job"] & unknown;
            /** @description Where to follow it: an event stream. */
            events: string;
            /** @description Whether that analysis stood in the queue before: somebody submitted the same a moment ago. */
            existing: boolean;
        };
        /**
         * Suppression
         * @description Somebody's word that a finding is not to be counted.
         */
        Suppression: {
            /** @description The reason given. */
            reason: string;
            /** @description Where it was said: `comment`, `config`, or by a `person` here. */
            source: string;
        };
        /**
         * Task
         * @description Work to do.
         */
        Task: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: uuid
             * @description The repository it is about.
             */
            repository_id: string;
            /** @description That repository's name. */
            repository_name: string;
            /** @description `generated` by an analysis, or `manual`. */
            source: string;
            /** @description What to do, naming the place. */
            title: string;
            /** @description Why, and how to go about it; Markdown. */
            description: string;
            /** @description Where to begin. */
            path?: string | null;
            /**
             * Format: uint32
             * @description First line there, from 1.
             */
            start_line?: number | null;
            /**
             * Format: uint32
             * @description Last line there, inclusive.
             */
            end_line?: number | null;
            /**
             * Format: double
             * @description How much better things are afterwards, 0..1.
             */
            impact: number;
            /**
             * Format: double
             * @description How much worse things get by waiting, 0..1.
             */
            urgency: number;
            /**
             * Format: double
             * @description How much other work leans on the place, 0..1.
             */
            dependencies: number;
            /**
             * Format: uint32
             * @description Minutes of work.
             */
            effort_minutes: number;
            /**
             * Format: double
             * @description 0.4 impact + 0.3 urgency + 0.2 (1 / effort) + 0.1 dependencies, 0..1.
             */
            score: number;
            /** @description When to do it, from the score. */
            priority: components["schemas"]["Priority"] & unknown;
            /** @description From impact and urgency. */
            quadrant: components["schemas"]["Quadrant"] & unknown;
            /** @description Fingerprints of the findings that it would end. */
            findings: string[];
            /** @description Where it stands. */
            status: components["schemas"]["TaskStatus"] & unknown;
            /** @description `cause_gone` or `person`; null while it is open. */
            closed_reason?: string | null;
            /**
             * Format: int32
             * @description Raised with every change; the number in its `ETag`.
             */
            version: number;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it changed last.
             */
            updated_at: string;
            /**
             * Format: date-time
             * @description When it was closed.
             */
            closed_at?: string | null;
        };
        /**
         * TaskCounts
         * @description Generated tasks against the analysis before.
         */
        TaskCounts: {
            /**
             * Format: uint64
             * @description Made.
             */
            created: number;
            /**
             * Format: uint64
             * @description Opened again, because their cause is back.
             */
            reopened: number;
            /**
             * Format: uint64
             * @description Still open, with other words or another score.
             */
            updated: number;
            /**
             * Format: uint64
             * @description Closed, because their cause is gone.
             */
            closed: number;
        };
        /**
         * @description Where a task stands.
         * @enum {string}
         */
        TaskStatus: "created" | "assigned" | "in_progress" | "review" | "testing" | "done" | "blocked" | "rejected";
        /**
         * TaskSummary
         * @description How many tasks there are, by status.
         */
        TaskSummary: {
            /** @description The statuses that some have. */
            items: components["schemas"]["StatusCount"][];
        };
        /**
         * Team
         * @description A team.
         */
        Team: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What people call it. */
            name: string;
        };
        /**
         * Technology
         * @description A framework or tool, with where it was seen.
         */
        Technology: {
            /** @description Its own name. */
            name: string;
            /** @description What it is for: `framework`, `service`, `build_tool`, `test_tool`, `linter`, `ci`, `container`, `licence`. */
            kind: string;
            /** @description The version asked for, where one is written. */
            version?: string | null;
            /** @description The file that shows it. */
            evidence: string;
        };
        /**
         * Totals
         * @description Sums of lines. A line with code and a comment counts as code.
         */
        Totals: {
            /**
             * Format: uint64
             * @description Files.
             */
            files: number;
            /**
             * Format: uint64
             * @description All lines.
             */
            lines: number;
            /**
             * Format: uint64
             * @description Lines with code.
             */
            code: number;
            /**
             * Format: uint64
             * @description Lines with nothing but a comment.
             */
            comments: number;
            /**
             * Format: uint64
             * @description Lines with nothing but white space.
             */
            blanks: number;
            /**
             * Format: uint64
             * @description Functions and methods.
             */
            functions: number;
        };
        /**
         * Treemap
         * @description What stands in a folder, the most code first.
         */
        Treemap: {
            /**
             * @description The folder that is shown: the one that was asked for, or the first below it with more than one thing in
             *     it; empty for the root.
             */
            folder: string;
            /** @description What stands in it. 400 at most. */
            items: components["schemas"]["TreemapItem"][];
            /** @description What is beyond those. */
            left_out: components["schemas"]["TreemapRest"] & unknown;
        };
        /**
         * TreemapItem
         * @description A file, or a folder with all below it.
         */
        TreemapItem: {
            /** @description Its path from the root. */
            path: string;
            /** @description What it is: `folder` or `file`. */
            kind: components["schemas"]["NodeKind"] & unknown;
            /** @description A file's language, where it has one; of a folder the one with the most code. */
            language?: string | null;
            /**
             * Format: uint64
             * @description Files in it.
             */
            files: number;
            /**
             * Format: uint64
             * @description All lines.
             */
            lines: number;
            /**
             * Format: uint64
             * @description Lines with code.
             */
            code: number;
            /**
             * Format: uint64
             * @description Sum of its functions' cognitive complexity.
             */
            complexity: number;
            /**
             * Format: double
             * @description How hot its hottest file is, 0..1.
             */
            heat: number;
            /**
             * Format: uint64
             * @description Open findings.
             */
            findings: number;
        };
        /**
         * TreemapRest
         * @description Sums over what is not listed.
         */
        TreemapRest: {
            /**
             * Format: uint64
             * @description Files and folders of this level.
             */
            items: number;
            /**
             * Format: uint64
             * @description Files in them.
             */
            files: number;
            /**
             * Format: uint64
             * @description All lines.
             */
            lines: number;
            /**
             * Format: uint64
             * @description Lines with code.
             */
            code: number;
        };
        /**
         * TrendPoint
         * @description One analysis that has succeeded, in a few numbers.
         */
        TrendPoint: {
            /**
             * Format: uuid
             * @description Which it is.
             */
            analysis_id: string;
            /** @description The commit that it looked at. */
            commit?: string | null;
            /** @description The branch, where one was named. */
            branch?: string | null;
            /**
             * Format: date-time
             * @description When it ended.
             */
            finished_at?: string | null;
            /**
             * Format: double
             * @description 0..100, higher is better.
             */
            score: number;
            /** @description From the debt ratio. */
            maintainability: components["schemas"]["Rating"] & unknown;
            /** @description From the worst open reliability finding. */
            reliability: components["schemas"]["Rating"] & unknown;
            /** @description From the worst open security finding. */
            security: components["schemas"]["Rating"] & unknown;
            /**
             * Format: uint64
             * @description Minutes to repair every open finding.
             */
            debt_minutes: number;
            /**
             * Format: uint64
             * @description Lines that were read.
             */
            lines: number;
            /**
             * Format: uint64
             * @description Open findings.
             */
            findings: number;
        };
        /**
         * Typed
         * @description What somebody is typing.
         */
        Typed: {
            /** @description As in a submission. */
            source: string;
        };
        /**
         * @description Which statuses are wanted.
         * @enum {string}
         */
        WantedStatus: "open" | "all" | "created" | "assigned" | "in_progress" | "review" | "testing" | "done" | "blocked" | "rejected";
        /**
         * WorseFunction
         * @description A function that became harder to follow.
         */
        WorseFunction: {
            /** @description Path in the repository. */
            path: string;
            /** @description Its name, with the type or class in front. */
            name: string;
            /**
             * Format: uint32
             * @description First line now, from 1.
             */
            start_line: number;
            /**
             * Format: uint32
             * @description Last line now, inclusive.
             */
            end_line: number;
            /**
             * Format: uint32
             * @description Cognitive complexity before.
             */
            cognitive_before: number;
            /**
             * Format: uint32
             * @description Cognitive complexity now.
             */
            cognitive_after: number;
            /**
             * Format: uint32
             * @description Cyclomatic complexity before.
             */
            cyclomatic_before: number;
            /**
             * Format: uint32
             * @description Cyclomatic complexity now.
             */
            cyclomatic_after: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_repositories: {
        parameters: {
            query?: {
                /** @description Only with this in the name, whatever the capitals. */
                query?: string;
                /** @description Items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Page_Repository"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_repository: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Fields that are not listed are refused. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Submission"];
            };
        };
        responses: {
            /** @description The analysis is queued, or was already. */
            202: {
                headers: {
                    /** @description The analysis' address. */
                    LOCATION: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Submitted"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    check_repository: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Fields that are not listed are refused. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Typed"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Checked"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_repository: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The repository's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["RepositoryDetail"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_repository: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The repository's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_index_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The repository's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["IndexStatus"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_analyses: {
        parameters: {
            query?: {
                /** @description Items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The repository's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Page_Analysis"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_analysis: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Analysis"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_report: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the report that is at hand already. */
                "if-none-match"?: string;
                /** @description `gzip`, to have it packed. */
                "accept-encoding"?: string;
            };
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report. */
            200: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            /** @description The report at hand is the report. */
            304: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_findings: {
        parameters: {
            query?: {
                /** @description Which of them: open (the default), new, fixed, suppressed, all. */
                state?: components["schemas"]["FindingsOf"];
                /** @description Only these severities. */
                severity?: components["schemas"]["Severity"][];
                /** @description Only these categories. */
                category?: components["schemas"]["Category"][];
                /** @description Only these rules. */
                rule?: string[];
                /** @description Only paths that begin with this. */
                path?: string;
                /** @description Only files directly in this folder; `.` for the root. */
                folder?: string;
                /** @description Only test code, or only other code. */
                in_test?: boolean;
                /** @description Only these fingerprints. */
                fingerprint?: string[];
                /** @description Items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Page_Finding"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_insights: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Page_Insight"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    follow_analysis: {
        parameters: {
            query?: {
                /** @description The same, for those who cannot send headers. */
                after?: string;
            };
            header?: {
                /** @description The id of the last event that was seen; browsers send it by themselves. */
                "last-event-id"?: string;
            };
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events. Each has an `id`; to go on after a break, send the last one as `Last-Event-ID` or `?after=`. The stream of an analysis ends with `done`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["EventEnvelope"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_overview: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what is at hand already. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view. */
            200: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description The view at hand is the view. */
            304: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_finding_groups: {
        parameters: {
            query?: {
                /** @description What they are put together by: the rule by default. */
                by?: components["schemas"]["GroupBy"];
                /** @description Which of them: open (the default), new, fixed, suppressed, all. */
                state?: components["schemas"]["FindingsOf"];
                /** @description Only these severities. */
                severity?: components["schemas"]["Severity"][];
                /** @description Only these categories. */
                category?: components["schemas"]["Category"][];
                /** @description Only these rules. */
                rule?: string[];
                /** @description Only paths that begin with this. */
                path?: string;
                /** @description Only files directly in this folder; `.` for the root. */
                folder?: string;
                /** @description Only test code, or only other code. */
                in_test?: boolean;
                /** @description Only these fingerprints. */
                fingerprint?: string[];
                /** @description Items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The `ETag` of what is at hand already. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view. */
            200: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_FindingGroup"];
                };
            };
            /** @description The view at hand is the view. */
            304: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_rules: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what is at hand already. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view. */
            200: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RuleText"];
                };
            };
            /** @description The view at hand is the view. */
            304: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_hotspots: {
        parameters: {
            query?: {
                /** @description Items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The `ETag` of what is at hand already. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view. */
            200: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Hotspot"];
                };
            };
            /** @description The view at hand is the view. */
            304: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_functions: {
        parameters: {
            query?: {
                /** @description By what they are ordered: cognitive complexity by default. */
                sort?: components["schemas"]["FunctionSort"];
                /**
                 * @description Which end comes first. Without it what wants attention does: names from A, a low maintainability index, the
                 *     largest of all else.
                 */
                order?: components["schemas"]["Order"];
                /** @description Only paths that begin with this. */
                path?: string;
                /** @description Only test code, or only other code. */
                in_test?: boolean;
                /** @description Items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The `ETag` of what is at hand already. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view. */
            200: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Function"];
                };
            };
            /** @description The view at hand is the view. */
            304: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_clones: {
        parameters: {
            query?: {
                /** @description Only clones with a place whose path begins with this. */
                path?: string;
                /** @description Items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The `ETag` of what is at hand already. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view. */
            200: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ListedClone"];
                };
            };
            /** @description The view at hand is the view. */
            304: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_cycles: {
        parameters: {
            query?: {
                /** @description Items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The `ETag` of what is at hand already. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view. */
            200: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ImportCycle"];
                };
            };
            /** @description The view at hand is the view. */
            304: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_dependencies: {
        parameters: {
            query?: {
                /** @description Items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The `ETag` of what is at hand already. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view. */
            200: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DependencyPage"];
                };
            };
            /** @description The view at hand is the view. */
            304: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_graph: {
        parameters: {
            query?: {
                /** @description A folder's path from the root; the root by default. */
                folder?: string;
            };
            header?: {
                /** @description The `ETag` of what is at hand already. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view. */
            200: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportGraph"];
                };
            };
            /** @description The view at hand is the view. */
            304: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_treemap: {
        parameters: {
            query?: {
                /** @description A folder's path from the root; the root by default. */
                folder?: string;
            };
            header?: {
                /** @description The `ETag` of what is at hand already. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view. */
            200: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Treemap"];
                };
            };
            /** @description The view at hand is the view. */
            304: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_comparison: {
        parameters: {
            query?: {
                /** @description The earlier analysis' id. */
                base?: string;
            };
            header?: {
                /** @description The `ETag` of what is at hand already. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view. */
            200: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comparison"];
                };
            };
            /** @description The view at hand is the view. */
            304: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_changed_findings: {
        parameters: {
            query: {
                /** @description The earlier analysis' id. */
                base?: string;
                /** @description Which of them. */
                of: components["schemas"]["ChangedOf"];
                /** @description Items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The `ETag` of what is at hand already. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view. */
            200: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Finding"];
                };
            };
            /** @description The view at hand is the view. */
            304: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_file: {
        parameters: {
            query: {
                /** @description The file's path as the analysis tells it. */
                path: string;
            };
            header?: {
                /** @description The `ETag` of what is at hand already. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The analysis' id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view. */
            200: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileView"];
                };
            };
            /** @description The view at hand is the view. */
            304: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_trend: {
        parameters: {
            query?: {
                /** @description Items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The `ETag` of what is at hand already. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The repository's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view. */
            200: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TrendPoint"];
                };
            };
            /** @description The view at hand is the view. */
            304: {
                headers: {
                    /** @description Changes when the body does. */
                    etag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_finding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The finding's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["FindingDetail"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suppress_finding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The finding's id. */
                id: string;
            };
            cookie?: never;
        };
        /** @description Fields that are not listed are refused. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["FindingDetail"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unsuppress_finding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The finding's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["FindingDetail"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_task_of_finding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The finding's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Task"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_tasks: {
        parameters: {
            query?: {
                /** @description Only tasks about this repository. */
                repository?: string;
                /** @description Only these statuses; `open` unless given. */
                status?: components["schemas"]["WantedStatus"][];
                /** @description Only these priorities. */
                priority?: components["schemas"]["Priority"][];
                /** @description Only these quadrants. */
                quadrant?: components["schemas"]["Quadrant"][];
                /** @description Only with this in the title or the path, whatever the capitals. */
                query?: string;
                /** @description Items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Page_Task"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    count_tasks: {
        parameters: {
            query?: {
                /** @description Only tasks about this repository. */
                repository?: string;
                /** @description Only these priorities. */
                priority?: components["schemas"]["Priority"][];
                /** @description Only these quadrants. */
                quadrant?: components["schemas"]["Quadrant"][];
                /** @description Only with this in the title or the path, whatever the capitals. */
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["TaskSummary"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Task"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_task_status: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the task as it is known. */
                "if-match"?: string;
            };
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        /** @description Fields that are not listed are refused. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatusChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Task"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                /** @description What the code does, in plain words, or code itself. */
                query: string;
                /** @description Only these repositories. */
                repository?: string[];
                /** @description Only these languages: `rust`, `python`, ... */
                language?: string[];
                /** @description Only paths that begin with this. */
                path?: string;
                /** @description Hits at most, up to 50. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Answer"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search_with_body: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Fields that are not listed are refused. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Question"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Answer"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_jobs: {
        parameters: {
            query?: {
                /** @description Only these states. */
                state?: components["schemas"]["JobState"][];
                /** @description Only these kinds. */
                kind?: string[];
                /** @description Items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Page_Job"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    count_jobs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["JobSummary"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The job's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Job"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The job's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The job's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Job"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retry_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The job's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Job"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retry_jobs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Fields that are not listed are refused. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetryMany"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Retried"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    follow_team: {
        parameters: {
            query?: {
                /** @description The same, for those who cannot send headers. */
                after?: string;
            };
            header?: {
                /** @description The id of the last event that was seen; browsers send it by themselves. */
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events. Each has an `id`; to go on after a break, send the last one as `Last-Event-ID` or `?after=`. The stream of an analysis ends with `done`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["EventEnvelope"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_sign_in_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["SignInLink"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: {
                /** @description `https` where a proxy in front speaks TLS. */
                "x-forwarded-proto"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Fields that are not listed are refused. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description A cookie says the rest. */
            204: {
                headers: {
                    /** @description Begins or ends the session. */
                    "SET-COOKIE": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A cookie says the rest. */
            204: {
                headers: {
                    /** @description Begins or ends the session. */
                    "SET-COOKIE": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Me"];
                };
            };
            /** @description A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token: `unauthorized`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or it belongs to another team: `not-found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed: `internal`. Its log has the request's id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem; `type` names it. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Alive"];
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests can be served. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Readiness"];
                };
            };
            /** @description Requests cannot be served; `components` says which part is down. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Readiness"];
                };
            };
        };
    };
}
