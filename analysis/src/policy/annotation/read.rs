//! What people said, for the browser's reader.

use super::{
    Acceptance, Acknowledgement, Annotations, Cause, Note, PlannedWork, Reclassification, SecurityStatement,
    Verdict, Void, When, when,
};
use quarterdeck_model::Timestamp;
use quarterdeck_model::wire::light::{At, Read};

impl Read for Annotations {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self {
            acknowledge: f.or_default("acknowledge"),
            void: f.or_default("void"),
            reclassify: f.or_default("reclassify"),
            cause: f.or_default("cause"),
            note: f.or_default("note"),
            security: f.or_default("security"),
            maintenance: f.or_default("maintenance"),
            accepted: f.or_default("accepted"),
        })
    }
}

impl Read for Acknowledgement {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self {
            alert: f.need("alert"),
            by: f.need("by"),
            at: f.need("at"),
            reason: f.need("reason"),
            issue: f.need("issue"),
            until: f.need("until"),
        })
    }
}

impl Read for Void {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self {
            snapshot: f.need("snapshot"),
            job: f.need("job"),
            from: f.need("from"),
            until: f.need("until"),
            by: f.need("by"),
            reason: f.need("reason"),
        })
    }
}

impl Read for Reclassification {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self {
            service: f.need("service"),
            job: f.need("job"),
            from: f.need("from"),
            until: f.need("until"),
            is: f.need("as"),
            by: f.need("by"),
            reason: f.need("reason"),
        })
    }
}

impl Read for Verdict {
    fn read(at: At<'_, '_>) -> Self {
        at.word([
            ("up", Verdict::Up),
            ("degraded", Verdict::Degraded),
            ("down", Verdict::Down),
            ("unknown", Verdict::Unknown),
        ])
    }
}

impl Read for Cause {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self {
            service: f.need("service"),
            job: f.need("job"),
            at: f.need("at"),
            by: f.need("by"),
            reason: f.need("reason"),
            issue: f.need("issue"),
        })
    }
}

impl Read for Note {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self {
            at: f.need("at"),
            text: f.need("text"),
            by: f.need("by"),
            metric: f.need("metric"),
            job: f.need("job"),
        })
    }
}

impl Read for SecurityStatement {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self {
            from: f.need("from"),
            until: f.need("until"),
            incidents: f.need("incidents"),
            by: f.need("by"),
            reason: f.need("reason"),
        })
    }
}

impl Read for PlannedWork {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self {
            services: f.or_default("services"),
            from: f.need("from"),
            until: f.need("until"),
            by: f.need("by"),
            reason: f.need("reason"),
        })
    }
}

impl Read for Acceptance {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self {
            metric: f.need("metric"),
            labels: f.or_default("labels"),
            job: f.need("job"),
            since: f.need("since"),
            by: f.need("by"),
            reason: f.need("reason"),
        })
    }
}

impl Read for When {
    fn read(at: At<'_, '_>) -> Self {
        let (text, mut at) = at.text_as(when::WANTED);
        When::parse(text).unwrap_or_else(|why| {
            at.wrong(&why);
            When(Timestamp::EPOCH)
        })
    }
}
