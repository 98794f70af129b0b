//! The reasons for which the public does not read a word.

/// A word that is a reason to leave its sentence out.
pub(super) type LeftOutReason<'a> = (&'a str, Sort);

/// The sort of thing a word could be that the public does not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// Names that the journal knows as a person, a machine, a customer or a place.
    Known,
    /// A word with a capital that is not ordinary.
    Name,
    /// A machine or a service inside.
    Host,
    /// The number of a ticket, an account, a machine.
    Ticket,
    /// A telephone's number.
    Phone,
    /// Of mail, of the web, of a network; a version.
    Address,
    /// May be a password or a token.
    Secret,
    /// A sign that nobody can tell.
    Other,
}

impl Sort {
    /// The judgement on a word of it.
    pub(super) fn in_words(self) -> &'static str {
        match self {
            Sort::Known => "the journal has it as a name",
            Sort::Name => "may be a name",
            Sort::Host => "may be a host or service",
            Sort::Ticket => "may be the number of a ticket, account or machine",
            Sort::Phone => "may be a phone number",
            Sort::Address => "may be an address or version",
            Sort::Secret => "may be a secret",
            Sort::Other => "has an odd sign",
        }
    }
}
