//! What the public is not told, by sorts and numbers: never the thing itself.

/// What a word could be that the public does not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// A person, a team, a customer, a place.
    Name,
    /// A machine or a service inside.
    Host,
    /// A ticket's number.
    Ticket,
    /// A telephone's number.
    Phone,
    /// Of mail, of the web, of a network.
    Address,
    /// A sign that nobody can tell.
    Other,
}

impl Sort {
    const ALL: [Sort; 6] = [
        Sort::Name,
        Sort::Host,
        Sort::Ticket,
        Sort::Phone,
        Sort::Address,
        Sort::Other,
    ];

    /// Of one, and of several.
    fn words(self) -> [&'static str; 2] {
        match self {
            Sort::Name => ["name", "names"],
            Sort::Host => ["host or service", "hosts or services"],
            Sort::Ticket => ["ticket", "tickets"],
            Sort::Phone => ["phone number", "phone numbers"],
            Sort::Address => ["address", "addresses"],
            Sort::Other => ["odd sign", "odd signs"],
        }
    }
}

/// What was left out of the impact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// What stands, or may stand, in the sentences that were left out.
    pub(super) sorts: Vec<Sort>,
    /// How many sentences were.
    pub(super) sentences: usize,
    /// How many of them only have no sense without another one.
    pub(super) leaning: usize,
}

impl LeftOut {
    /// In a sentence; `None` where nothing was left out.
    pub(super) fn in_words(&self) -> Option<String> {
        if self.sentences == 0 {
            return None;
        }
        let counts = Sort::ALL.iter().filter_map(|sort| {
            let count = self.sorts.iter().filter(|other| *other == sort).count();
            let [one, several] = sort.words();
            (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { several }))
        });
        let mut held: Vec<String> = counts.collect();
        if self.leaning > 0 {
            held.push(format!("{} that follows from them", self.leaning));
        }
        let sentences = match self.sentences {
            1 => "1 sentence".to_owned(),
            several => format!("{several} sentences"),
        };
        Some(format!(
            "Left out of what the public reads: {sentences} of the impact ({}).",
            held.join(", ")
        ))
    }
}
