//! The words that all tests have in common. The tests of verbs (`tests/cli`), of the interface (`src/tui/view/tests`) and
//! of the real program on a terminal (`tests/pty`) say the same thing with the same word:
//!
//! | word | meaning |
//! | --- | --- |
//! | `Home` | a folder with all that the program keeps, for one test; `path` is where it lies |
//! | `new`, `live` | an empty home or interface; one with an incident that is live |
//! | `run` | runs a verb; what came of it is a `Ran`, which may have failed; `run_with` gives it input |
//! | `answer` | runs a verb that must succeed; what it answers on standard output |
//! | `status`, `answers`, `says` | of a `Ran`: its exit status, words on standard output, words on standard error |
//! | `press` | presses keys; those without a letter stand in angle brackets: `rolled back<enter>` |
//! | `type_line` | types a line and sees it in the composer |
//! | `screen` | the screen, line by line |
//! | `see`, `see_no` | the screen has these texts, or none of them; on a real terminal, as soon as it has been waited for |
//! | `pass` | lets time pass |
//! | `send` | below the keys: bytes to a terminal, a message to the model |

pub mod home;
pub mod ran;

pub use home::Home;
pub use ran::Ran;
