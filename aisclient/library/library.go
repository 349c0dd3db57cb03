// Package library finds saved imports by what people know of them: names, account numbers, employers, banks, tags,
// notes, decisions, dates. It keeps one line about every import in an index, a file of the archive that can be made anew
// at any time and is sealed where the archive is.
//
//	index, err := library.Load(ctx, store, cases)
//	query, err := library.Parse("owner:kowal bank:konto saved:90d", today)
//	for _, n := range index.Find(query, library.ByDate) { show(index.Entry(n)) }
//
// What needs the rows of a reply, such as the names of owners, is worked out once, when the import is saved (FactsOf,
// Save), and lies beside it. An import without it is listed all the same: Entry.Read is false.
package library

import (
	"context"
	"strings"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
)

// Archive is what the library asks of an archive; *archive.Store is one.
type Archive interface {
	Stamps(ctx context.Context) ([]archive.Stamp, error)
	Get(id string) (archive.Entry, error)
	Attachment(id, name string) ([]byte, error)
	PutAttachment(id, name string, b []byte) error
	Derived(name string, public bool) ([]byte, error)
	PutDerived(name string, b []byte, public bool) error
	Encryption() (kind seal.Kind, unlocked bool)
	// CheckPlain says that an import must not lie in plain text in a sealed archive, CheckFile that its reply is gone or cut.
	CheckPlain(id string) error
	CheckFile(m *archive.Manifest) error
	archiveClock
}

// Cases says what people did with imports.
type Cases interface {
	// CaseStamps says of each case when it last changed, in nanoseconds of the archive's file system.
	CaseStamps(ctx context.Context) ([]archive.Stamp, error)
	// CaseFacts is what can be searched of a case.
	CaseFacts(ctx context.Context, id string) (CaseFacts, error)
}

// CaseFacts is what can be searched and sorted of a case.
type CaseFacts struct {
	ID       string
	Imports  []string // ids of the imports and files that belong to it
	Label    string
	People   []string
	Tags     []string
	Notes    []string
	Decision string // approve, refer, reject; empty without one
	Waiting  bool   // the decision needs a second person and does not count yet
	Stale    bool   // what the decision rests on has changed since
	Status   string
}

// Decided is the decision in words, with why it does not count where it does not: "approve", "approve, waiting",
// "approve, stale".
func (f *CaseFacts) Decided() string {
	words := f.Decision
	if words != "" && f.Waiting {
		words += ", waiting"
	}
	if words != "" && f.Stale {
		words += ", stale"
	}
	return words
}

// Facts is what is known of an import once its rows were read.
type Facts struct {
	// Owners are the names of the people and companies that the bank names, each once.
	Owners []text.Text
	// IBANs are the numbers of accounts and cards without spaces, in capitals.
	IBANs []string
	// Employer is who pays the largest salary; empty without one.
	Employer text.Text
	// Lexicon is the version of the lexicon by which the employer was found; empty where that was not noted.
	Lexicon string
}

// Entry is one import as the library knows it.
type Entry struct {
	archive.Entry
	Facts
	// Read reports whether the rows were read for Facts.
	Read bool
	// Locked says that the archive is sealed and not unlocked: nothing is known but what the manifest says.
	Locked bool
	// Case is the case that the import belongs to; nil for an import that stands alone.
	Case *CaseFacts
}

// Person is whom the import is about, by name; empty where nobody knows. An import that names nobody is of the people of its case;
// a statement file may be of anybody.
func (e *Entry) Person() string {
	names := texts(e.Owners)
	if len(names) == 0 && e.Case != nil && e.Environment.String() != "file" {
		names = e.Case.People
	}
	return strings.Join(names, ", ")
}

// Title is what to call the import: the person, or else the bank, or else its id.
func (e *Entry) Title() string {
	if p := e.Person(); p != "" {
		return p
	}
	if b := e.Bank(); !b.Empty() {
		return b.String()
	}
	return e.ID
}

// Summary names the import in a line: the person, the bank, how many rows.
func (e *Entry) Summary() string {
	parts := []string{e.Title()}
	if b := e.Bank().String(); b != "" && b != parts[0] {
		parts = append(parts, b)
	}
	if n := e.Transactions(); n >= 0 {
		parts = append(parts, english.Plural(n, "row", "rows"))
	}
	return strings.Join(parts, ", ")
}

// Decision is the decision of its case in words, as Decided has them; empty without one.
func (e *Entry) Decision() string {
	if e.Case == nil {
		return ""
	}
	return e.Case.Decided()
}

// Belongs says what a case loses with the import, for who is about to delete it; empty for an import that stands alone. show is how
// the case's label is shown, which may name the customer; nil shows it as it is.
func (e *Entry) Belongs(show func(label string) string) string {
	if e.Case == nil {
		return ""
	}
	label := e.Case.Label
	if show != nil {
		label = show(label)
	}
	said := "It belongs to the case " + strings.TrimSpace(label+" "+e.Case.ID)
	if e.Decision() == "" {
		return said + "."
	}
	return said + ", decided: " + e.Decision() + ". What was decided cannot be checked again without it."
}

// Tags are those of its case.
func (e *Entry) Tags() []string {
	if e.Case == nil {
		return nil
	}
	return e.Case.Tags
}

// Transactions is the number of rows, -1 where nobody has counted them.
func (e *Entry) Transactions() int {
	if e.Counts == nil {
		return -1
	}
	return e.Counts.Transactions
}
