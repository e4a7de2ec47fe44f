//! What runs can be filtered by.

/// How many facets there are.
pub const FACETS: usize = 7;

/// The facets of runs, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// What is measured.
    Kind,
    /// The project.
    Project,
    /// The branch.
    Branch,
    /// The label `host`.
    Host,
    /// A service that was probed, or that figures are of.
    Service,
    /// Whether the run's figures count.
    State,
    /// Any other label.
    Tag,
}

impl Facet {
    /// All, in order.
    pub const ALL: [Facet; FACETS] =
        [Facet::Kind, Facet::Project, Facet::Branch, Facet::Host, Facet::Service, Facet::State, Facet::Tag];

    /// Its key in the address.
    pub fn key(self) -> &'static str {
        match self {
            Facet::Kind => "kind",
            Facet::Project => "p",
            Facet::Branch => "branch",
            Facet::Host => "host",
            Facet::Service => "service",
            Facet::State => "state",
            Facet::Tag => "tag",
        }
    }

    /// Its heading.
    pub fn label(self) -> &'static str {
        match self {
            Facet::Kind => "Kind",
            Facet::Project => "Project",
            Facet::Branch => "Branch",
            Facet::Host => "Host",
            Facet::Service => "Service",
            Facet::State => "State of the run",
            Facet::Tag => "Tag",
        }
    }

    /// Its place in [`Facet::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}
