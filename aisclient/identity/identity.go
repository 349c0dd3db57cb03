// Package identity compares who people and companies are said to be with whom a bank names: names, account numbers,
// personal numbers, birth dates and addresses.
//
// A comparison never guesses in the claimant's favour: what a careful reader would hesitate over is Close, with codes
// that say why. Everything here is pure; the lists of given names, nicknames and legal forms are data files that are
// part of the program.
package identity

// Outcome is how two things compare.
type Outcome uint8

// Outcomes of a comparison.
const (
	NoMatch Outcome = iota // they are different
	Close                  // they may be the same; Codes say what differs
	Match                  // they are the same
)

// String is the outcome's name.
func (o Outcome) String() string {
	return [...]string{"no match", "close", "match"}[min(o, Match)]
}
