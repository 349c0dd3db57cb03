package lexicon

import (
	"slices"
	"strings"

	"aisdesk/aisclient/category"
)

// Field is a field of a row in which an entry is looked for. Fields combine.
type Field uint8

// Fields of a row.
const (
	Title Field = 1 << iota
	Party
	KindText    // the bank's kind of transaction
	PartyNumber // the counterparty's account number
)

var fieldNames = map[string]Field{"title": Title, "party": Party, "kind": KindText, "number": PartyNumber}

// String is the field's name; of several the first one's.
func (f Field) String() string {
	for _, n := range []string{"title", "party", "kind", "number"} {
		if f&fieldNames[n] != 0 {
			return n
		}
	}
	return ""
}

// Sign is the direction of the money in which an entry counts.
type Sign uint8

// Signs.
const (
	AnySign Sign = iota
	SignIn
	SignOut
)

var signNames = map[string]Sign{"": AnySign, "any": AnySign, "in": SignIn, "out": SignOut}

// fits reports whether the entry counts for a row that comes in, or goes out.
func (s Sign) fits(in bool) bool { return s == AnySign || (s == SignIn) == in }

// Entry is one line of a lexicon: what is looked for, and what it says about a row that has it.
type Entry struct {
	ID   string
	Kind Kind // NoKind for words
	// In and Out are what the row is, by its direction; None where the entry decides nothing on that side.
	In, Out    category.Category
	Sign       Sign
	Strong     bool // counts before the counterparty: enforcement, collectors, returned payments, lateness
	Hard       bool // a careful reviewer would hesitate: confidence low, except of enforcement
	Confidence Confidence
	Note       string // what is shown at the row; empty for most
	Source     string // the page or register that was read, or "known"
	Date       string // YYYY-MM-DD on which it was read
	Language   string
	Countries  []string // where words and references count; empty is everywhere
	Country    string   // of its file: there a short name needs no second sign; empty for the international one
	Currency   string   // the only currency in which it counts; empty is any
	File       string
	User       bool // of the user's own lexicon
	line       int  // of the user's file

	Words, Names, Domains, Refs, Accounts []string // as they stand in the file
	Needs, Near, Not                      []string // any of Needs in the row, any of Near in the same field, none of Not in it

	fields Field // given in the file; 0 is the default of each sort of pattern
	needs  []int32
	near   []int32
	not    []int32
}

// Of is what the entry makes of a row that comes in, or of one that goes out.
func (e *Entry) Of(in bool) category.Category {
	if !e.Sign.fits(in) {
		return category.None
	}
	if in {
		return e.In
	}
	return e.Out
}

// counts reports whether the entry's words count on accounts of a country; the empty country is unknown.
func (e *Entry) counts(country string) bool {
	if country == "" || len(e.Countries) == 0 {
		return true
	}
	return e.of(country)
}

// national reports whether the entry is of some countries, and not of all.
func (e *Entry) national() bool { return e.Country != "" || len(e.Countries) > 0 }

// of reports whether the country is one of the entry's own, or reads the same file.
func (e *Entry) of(country string) bool {
	return country == e.Country || sharedFile[country] == e.Country && e.Country != "" || slices.Contains(e.Countries, country)
}

// sharedFile is by country the country in whose file its names stand too.
var sharedFile = map[string]string{"IE": "GB"}

// Hit is an entry found in a row.
type Hit struct {
	Entry *Entry
	Words string // as they stand in the text
	Field Field
	Sort  Sort
	// Lookalike says that letters of another script stood for the entry's own, or a "?" for a lost letter; Joined that a
	// word was put together over a line's end.
	Lookalike, Joined bool
	// Weak says that a second sign is missing: the hit decides nothing by itself.
	Weak bool
	// Home says that the entry is of the country of the row's account.
	Home bool
	// Zero says that an amount of nothing follows the words: "penalty interest 0.00".
	Zero bool
	// Sum says that a number stands right before or behind the words: "£1.99 FEE".
	Sum bool
	// Letters is how long the words are, by which the longest hit wins.
	Letters int
	// Single says that the hit is one word of the row.
	Single bool

	from, to int32 // in the matching text of its field
}

// Before reports whether the hit stands before another one of the same field.
func (h *Hit) Before(o *Hit) bool { return h.Field == o.Field && h.from < o.from }

// Behind reports whether the hit stands right behind another one of the same field.
func (h *Hit) Behind(o *Hit) bool { return h.Field == o.Field && h.from == o.to+1 }

// Said is what a reason says of a hit in a text of its field: its words as they were compared, in small letters without
// marks, or for a number what it is. raw is the field's text as the bank wrote it.
func (h *Hit) Said(raw string) string {
	switch h.Sort {
	case Reference:
		return "file number"
	case Account:
		return "account number"
	}
	var m matchText
	m.lines = h.Field == Title
	m.set(raw)
	if int(h.to) > len(m.b) || h.from >= h.to {
		return ""
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == softBreak || r == ' ':
			return ' '
		case r < ' ':
			return -1
		}
		return r
	}, string(m.b[h.from:h.to]))
}

// Sort is what sort of pattern a hit is of.
type Sort uint8

// Sorts of patterns.
const (
	Word Sort = iota
	Name
	Domain
	Reference
	Account
	sign // of needs, not and the terms: says nothing by itself
)
