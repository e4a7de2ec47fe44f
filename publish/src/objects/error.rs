//! Why object storage could not be written: what it said, and what to do. Nothing here carries credentials.

use crate::git::redacted;
use std::error::Error as _;

/// Why object storage could not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ObjectsError {
    /// Not an address of a place for objects.
    #[error(
        "{url}: {why}; expected such as s3://bucket/prefix, gs://bucket/prefix, az://container/prefix or file:///folder"
    )]
    Url {
        /// What was asked for.
        url: String,
        /// What is wrong with it.
        why: String,
    },
    /// Not let in, or not let write.
    #[error(
        "{at}: not allowed: {said}; give the credentials by the usual environment (AWS_ACCESS_KEY_ID and \
         AWS_SECRET_ACCESS_KEY, GOOGLE_SERVICE_ACCOUNT, AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY, or the role of \
         the machine), with the right to list, read, write and delete below that prefix"
    )]
    Denied {
        /// The object.
        at: String,
        /// By the service.
        said: String,
    },
    /// No bucket there.
    #[error("{at}: not found: {said}; check the name of the bucket, its region (AWS_REGION) and --endpoint")]
    NoBucket {
        /// The place.
        at: String,
        /// By the service.
        said: String,
    },
    /// The service takes no conditional writes, by which publishers keep out of each other's way.
    #[error(
        "{at}: the service cannot create an object only where there is none (If-None-Match), so publishers could mix their sites; use one that can"
    )]
    Unconditional {
        /// The object.
        at: String,
    },
    /// Another publisher took this one for dead.
    #[error(
        "another publisher took over while this one was at work (or stood still for too long); \
         what it publishes is there now, run the command again if this site is newer"
    )]
    Overtaken,
    /// The ledger is not one of ours.
    #[error(
        "{at}: {why}; if no other program uses that prefix, delete the object and publish again: everything is then uploaded"
    )]
    Ledger {
        /// The object.
        at: String,
        /// What is wrong with it.
        why: String,
    },
    /// An object that nothing of ours wrote stands where a file is to go.
    #[error(
        "{at}: no earlier export wrote this object, so it is not replaced; remove it, or name another prefix"
    )]
    Foreign {
        /// The object.
        at: String,
    },
    /// The list of what exports wrote cannot be trusted.
    #[error("{at}: {why}; delete that object and the files of that project, then export again")]
    List {
        /// The object.
        at: String,
        /// What is wrong with it.
        why: String,
    },
    /// A file was written while it was published.
    #[error(
        "{path}: the file changed while it was published; wait for the build to end and run the command again"
    )]
    Changing {
        /// In the site.
        path: String,
    },
    /// Anything else.
    #[error("{at}: {said}")]
    Service {
        /// The object or place.
        at: String,
        /// By the service.
        said: String,
    },
    /// The system gave no means to wait for the network.
    #[error("cannot begin to use the network: {0}")]
    Runtime(std::io::Error),
}

impl ObjectsError {
    /// From what the library said about the object or place `at`.
    pub(crate) fn of(at: &str, error: &object_store::Error) -> Self {
        let at = redacted(at);
        let said = said(error);
        match error {
            object_store::Error::NotFound { .. } => Self::NoBucket { at, said },
            object_store::Error::PermissionDenied { .. } | object_store::Error::Unauthenticated { .. } => {
                Self::Denied { at, said }
            }
            object_store::Error::NotImplemented { .. } | object_store::Error::NotSupported { .. } => {
                Self::Unconditional { at }
            }
            _ if said.contains("NoSuchBucket") => Self::NoBucket { at, said },
            _ if ["redential", "401 Unauthorized", "403 Forbidden"]
                .iter()
                .any(|word| said.contains(word)) =>
            {
                Self::Denied { at, said }
            }
            _ => Self::Service { at, said },
        }
    }
}

/// The innermost reasons, in one line, without credentials.
pub(crate) fn said(error: &object_store::Error) -> String {
    let mut parts = vec![error.to_string()];
    let mut source = error.source();
    while let Some(inner) = source {
        let text = inner.to_string();
        if !parts.iter().any(|part| part.contains(&text)) {
            parts.push(text);
        }
        source = inner.source();
    }
    redacted(&parts.join(": ").split_whitespace().collect::<Vec<_>>().join(" "))
}
