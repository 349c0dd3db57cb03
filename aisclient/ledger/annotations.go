package ledger

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/internal/collation"
)

// Annotations are what a layer above says about the rows: the category of each, how far that can be relied on, and why
// it is so. A row costs four bytes. They do not change after they were handed to a ledger.
type Annotations struct {
	// Categories are the categories that rows refer to; number 0 is a row without one.
	Categories []CategoryName
	// Confidences are the names of confidences, rising: "low", "medium", "high".
	Confidences []string
	// Whys are the distinct reasons; number 0 is none.
	Whys []string

	Category   []uint8  // by row: in Categories
	Confidence []uint8  // by row: in Confidences
	Why        []uint16 // by row: in Whys
}

// CategoryName is a category for files and filters ("loan_in"), and for people ("loan paid out").
type CategoryName struct{ Name, Label string }

// ErrAnnotations says that annotations do not fit a ledger: another number of rows, or a number beyond its list.
var ErrAnnotations = errors.New("the annotations are not those of this ledger")

func (a *Annotations) check(rows int) error {
	if len(a.Category) != rows || len(a.Confidence) != rows || len(a.Why) != rows {
		return ErrAnnotations
	}
	for row := range rows {
		if int(a.Category[row]) >= len(a.Categories) || int(a.Confidence[row]) >= len(a.Confidences) || int(a.Why[row]) >= len(a.Whys) {
			return ErrAnnotations
		}
	}
	return nil
}

// WithAnnotations is the ledger with categories: cat: and why: of a filter, the columns category, confidence and why,
// and grouping by category read them. It shares the rows with l. The error is ErrAnnotations.
func (l *Ledger) WithAnnotations(a *Annotations) (*Ledger, error) {
	if err := a.check(l.Len()); err != nil {
		return nil, err
	}
	out := l.shared()
	out.notes = a
	out.cache.inherit(&l.cache)
	return out, nil
}

// shared is another ledger over the same rows, with nothing worked out yet.
func (l *Ledger) shared() *Ledger {
	return &Ledger{columns: l.columns, sources: l.sources, currencies: l.currencies, currencyOf: l.currencyOf,
		imp: l.imp, complete: l.complete, cause: l.cause, notes: l.notes, excluded: l.excluded, ids: l.ids, acted: l.acted, pairs: l.pairs, gate: l.gate, lost: l.lost, future: l.future}
}

// WithExcluded is the ledger with some rows in no sum, instead of those before. They are still there to be seen, found
// and exported. It shares everything else with l; an empty set excludes nothing.
func (l *Ledger) WithExcluded(rows *RowSet) *Ledger {
	out := l.shared()
	out.excluded = nil
	if rows.Len() > 0 {
		out.excluded = rows.Clone()
	}
	return out
}

// Acted is what people did with a row: why it is excluded and by whom, and the category that it had before it was relabelled.
type Acted struct{ Excluded, Was string }

// WithActed is the ledger that tells what people did with rows, by the columns exclusion and was. It shares everything else with
// l, which does not change. Do not change rows afterwards.
func (l *Ledger) WithActed(rows map[int32]Acted) *Ledger {
	out := l.shared()
	out.acted = rows
	return out
}

// Pair is the other row of a transfer between two of the owner's accounts; where Sure is false, the rows of which one may be that.
type Pair struct {
	Rows []int32
	Sure bool
}

// WithPairs is the ledger that names the other rows of transfers between its accounts, by the columns pairRowId and maybePairRowIds. It
// shares everything else with l. Do not change pairs afterwards.
func (l *Ledger) WithPairs(pairs map[int32]Pair) *Ledger {
	out := l.shared()
	out.pairs = pairs
	return out
}

// text names the other row, or those of which one may be it.
func (p Pair) text(l *Ledger, sure bool) string {
	if p.Sure != sure {
		return ""
	}
	ids := make([]string, len(p.Rows))
	for i, other := range p.Rows {
		ids[i] = l.RowID(other)
	}
	return strings.Join(ids, ", ")
}

// Excluded reports whether a person took a row out of all sums.
func (l *Ledger) Excluded(row int32) bool { return l.excluded != nil && l.excluded.Has(row) }

// WithStrangers is the ledger in whose sums no row of some sources is, instead of those before: accounts of nobody whom the case is
// about. It shares everything else with l.
func (l *Ledger) WithStrangers(sources []int) *Ledger {
	if len(sources) == 0 && !slices.ContainsFunc(l.sources, func(s SourceInfo) bool { return s.Stranger }) {
		return l
	}
	out := l.shared()
	out.sources = slices.Clone(l.sources)
	for i := range out.sources {
		out.sources[i].Stranger = slices.Contains(sources, i)
	}
	return out
}

// Whole is the ledger with no row excluded and no account of a stranger: what the bank says, which balances follow.
func (l *Ledger) Whole() *Ledger {
	if l.excluded != nil {
		l = l.WithExcluded(nil)
	}
	return l.WithStrangers(nil)
}

// Annotated reports whether the rows have categories.
func (l *Ledger) Annotated() bool { return l.notes != nil }

// CategoryID is the number of the row's category in Categories; 0 without annotations.
func (l *Ledger) CategoryID(row int32) int32 {
	if l.notes == nil {
		return 0
	}
	return int32(l.notes.Category[row])
}

// Categories are the categories that rows refer to, empty without annotations. Do not change them.
func (l *Ledger) Categories() []CategoryName {
	if l.notes == nil {
		return nil
	}
	return l.notes.Categories
}

// annotation is the text of a column of annotations.
func (l *Ledger) annotation(row int32, c Column) string {
	if l.notes == nil {
		return ""
	}
	id := l.notes.Category[row]
	switch {
	case id == 0: // there is nothing to be sure of
		return ""
	case c == ColCategory:
		return l.notes.Categories[id].Name
	case c == ColConfidence:
		return l.notes.Confidences[l.notes.Confidence[row]]
	}
	return l.notes.Whys[l.notes.Why[row]]
}

// annotationMatcher binds cat: and why:. Without annotations a row has neither.
func (l *Ledger) annotationMatcher(a *textMatch) matcher {
	hits, number := a.annotationHits(l.notes)
	return rowFunc(func(r int32) bool { return hits[number(r)] })
}

// annotationHits are the numbers that match, and what tells a row's number.
func (a *textMatch) annotationHits(n *Annotations) (hits []bool, number func(row int32) int) {
	hit := func(s string) bool { return (s != "" || a.exact) && a.hit(s, fold(s)) }
	switch {
	case n == nil:
		return []bool{hit("")}, func(int32) int { return 0 }
	case a.field == filter.Category:
		for _, c := range n.Categories {
			hits = append(hits, hit(c.Name) || hit(c.Label))
		}
		return hits, func(row int32) int { return int(n.Category[row]) }
	}
	for _, why := range n.Whys {
		hits = append(hits, hit(why))
	}
	return hits, func(row int32) int { return int(n.Why[row]) }
}

// annotationRank gives the number by which a column of annotations sorts a row; false where there is nothing.
func (l *Ledger) annotationRank(ctx context.Context, c Column) (func(int32) (int64, bool), error) {
	n := l.notes
	switch {
	case n == nil:
		return func(int32) (int64, bool) { return 0, false }, nil
	case c == ColConfidence:
		return func(r int32) (int64, bool) { return int64(n.Confidence[r]), n.Category[r] != 0 }, nil
	case c == ColCategory:
		ranks, err := collation.Rank(ctx, collation.Texts{Len: len(n.Categories), At: func(i int32) string { return n.Categories[i].Name }})
		return func(r int32) (int64, bool) { k := ranks[n.Category[r]]; return int64(k), k >= 0 }, err
	}
	ranks, err := collation.Rank(ctx, collation.Texts{Len: len(n.Whys), At: func(i int32) string { return n.Whys[i] }})
	return func(r int32) (int64, bool) { k := ranks[n.Why[r]]; return int64(k), k >= 0 && n.Category[r] != 0 }, err
}

// shortChecksum is how many hexadecimal digits of a reply's checksum tell it from others.
const shortChecksum = 12

// ReplyIDs gives ids to the rows of a reply by its SHA-256 in hexadecimal: the beginning of the checksum and the row's
// place, "25313c0c65e1-17". The same reply gives its rows the same ids for ever, whatever filter or order they are shown in.
func ReplyIDs(checksum string) func(row int32) string {
	if len(checksum) > shortChecksum {
		checksum = checksum[:shortChecksum]
	}
	return func(row int32) string { return checksum + "-" + strconv.Itoa(int(row)) }
}

// WithRowIDs is the ledger with ids for its rows. It shares the rows with l. A ledger that is merged of several replies
// gives each row the id that it has in the reply which counts.
func (l *Ledger) WithRowIDs(ids func(row int32) string) *Ledger {
	out := l.shared()
	out.ids = ids
	out.cache.inherit(&l.cache)
	return out
}

// RowID is the row's id, which stays the same as long as the reply does; only its place where nobody said which reply it is.
func (l *Ledger) RowID(row int32) string {
	if l.ids == nil {
		return strconv.Itoa(int(row))
	}
	return l.ids(row)
}
