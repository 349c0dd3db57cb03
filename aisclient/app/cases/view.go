package cases

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/categorize"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/merge"
	"aisdesk/aisclient/text"
)

// Acts are the acts of a case, laid on the rows of a ledger. They do not change.
type Acts struct {
	// State is the case as it was when they were laid.
	State *casefile.State
	// Names are what its imports are called.
	Names Names
	// Excluded are the rows that are in no sum, and Given the categories of rows that people relabelled.
	Excluded ledger.RowSet
	Given    map[int32]categorize.Given

	marks map[int32]*Marks
	rows  rows
}

// rows tells how events name the rows of a ledger.
type rows interface {
	// Row is where a row that events name stands; false where it is not there.
	row(casefile.Row) (int32, bool)
	// name is how an event names a row that no other has named.
	name(row int32) casefile.Row
}

// Without are the acts as they would be without one of them.
func (a *Acts) Without(seq int64) *Acts { return lay(a.State.Without(seq), a.rows, a.Names) }

// Row is where a row that events name stands; false where it is not there.
func (a *Acts) Row(r casefile.Row) (int32, bool) { return a.rows.row(r) }

// Marks are what people did with one row.
type Marks struct {
	Excluded   *casefile.RowAct
	Relabelled *casefile.Relabelled
	Notes      []casefile.Noted

	excludedAs casefile.Row // how the event names it
}

// Of are the marks of a row; nil for most.
func (a *Acts) Of(row int32) *Marks {
	if a == nil {
		return nil
	}
	return a.marks[row]
}

// Rows are the rows with marks, rising.
func (a *Acts) Rows() []int32 {
	if a == nil {
		return nil
	}
	rows := make([]int32, 0, len(a.marks))
	for row := range a.marks {
		rows = append(rows, row)
	}
	slices.Sort(rows)
	return rows
}

// Figures reports whether the acts change any figure.
func (a *Acts) Figures() bool { return a != nil && (a.Excluded.Len() > 0 || len(a.Given) > 0) }

// Decision is what a person decided on the case, in words, and whether it counts and rests on what is there now; empty without one.
func (a *Acts) Decision() (said string, counts bool) {
	if a == nil || a.State.Decision == nil {
		return "", false
	}
	d := a.State.Decision
	return Decided(a.State) + " (" + text.Clean(d.Event.Author).String() + ")", !d.Waiting && a.State.Stale() == nil
}

// Columns are the acts that change figures as columns of rows tell them.
func (a *Acts) Columns() map[int32]ledger.Acted {
	out := map[int32]ledger.Acted{}
	for row, m := range a.marks {
		var acted ledger.Acted
		if m.Excluded != nil {
			acted.Excluded = m.Excluded.Reason + " (" + m.Excluded.Event.Author + ")"
		}
		if m.Relabelled != nil {
			acted.Was = m.Relabelled.Was
		}
		if acted != (ledger.Acted{}) {
			out[row] = acted
		}
	}
	return out
}

// Said is in words why a row is excluded, and what it was relabelled to, with their authors; empty where it is neither.
func (a *Acts) Said(row int32) (excluded, relabelled text.Text) {
	m := a.Of(row)
	if m == nil {
		return excluded, relabelled
	}
	said := func(what string, act casefile.RowAct) text.Text {
		return text.Clean(what + act.Reason + " (" + act.Event.Author + ")")
	}
	if x := m.Excluded; x != nil {
		excluded = said("", *x)
	}
	if r := m.Relabelled; r != nil {
		relabelled = said(r.Category+", was "+cmp.Or(r.Was, "nothing known")+": ", r.RowAct)
	}
	return excluded, relabelled
}

// Named are rows as events name them: by import and number. One that is left out has the name under which it was, so that it is not
// left out again, and is counted again, by whoever has another import open that has it.
func (a *Acts) Named(rows []int32) []casefile.Row {
	var out []casefile.Row
	for _, row := range rows {
		if m := a.marks[row]; m != nil && m.Excluded != nil {
			out = append(out, m.excludedAs)
		} else {
			out = append(out, a.rows.name(row))
		}
	}
	return out
}

// lay lays the acts of a case on rows. Of two on one row, which two imports have, the later counts.
func lay(s *casefile.State, on rows, names Names) *Acts {
	a := &Acts{State: s, Names: names, Given: map[int32]categorize.Given{}, marks: map[int32]*Marks{}, rows: on}
	at := func(r casefile.Row) (int32, *Marks) {
		row, ok := on.row(r)
		if !ok {
			return 0, nil
		}
		if a.marks[row] == nil {
			a.marks[row] = &Marks{}
		}
		return row, a.marks[row]
	}
	for r, act := range s.Excluded() {
		if row, m := at(r); m != nil && (m.Excluded == nil || m.Excluded.Event.Seq < act.Event.Seq) {
			a.Excluded.Add(row)
			m.Excluded, m.excludedAs = &act, r
		}
	}
	for r, act := range s.Relabelled() {
		c, known := category.Parse(act.Category)
		if !known {
			continue
		}
		if row, m := at(r); m != nil && (m.Relabelled == nil || m.Relabelled.Event.Seq < act.Event.Seq) {
			a.Given[row] = categorize.Given{Category: c, Stage: categorize.Person, Note: act.Reason + " (" + act.Event.Author + ")"}
			m.Relabelled = &act
		}
	}
	for _, n := range s.Notes {
		for _, r := range n.Rows {
			if _, m := at(r); m != nil {
				m.Notes = append(m.Notes, n)
			}
		}
	}
	return a
}

// View is a case with its imports read as one.
type View struct {
	State *casefile.State
	*merge.Merged
	// Acts are laid on the merged rows.
	Acts *Acts
	// Missing are the imports of which the reply is not there any more, or cannot be read. Their rows are in nothing.
	Missing []Missing
	// Apart are the imports of guarantors: their money is not the applicants', and is in no sum.
	Apart []string
	// Made is when the newest reply was made; zero where there is none.
	Made time.Time
	// Environment is that of the imports; empty without any.
	Environment string
	// Replies are what the replies that were read say of themselves, without their rows, by their imports.
	Replies map[string]aisclient.Import
	// Manifests are those of the imports and files that were read.
	Manifests []archive.Manifest
}

// Find finds a row by the beginning of the SHA-256 of a reply that has it, and its number there.
func (v *View) Find(sum string, number int32) (row int32, ok bool) {
	for id, whole := range v.sums() {
		if !strings.HasPrefix(whole, sum) {
			continue
		}
		if row, ok := v.Merged.Row(merge.Origin{Import: id, Row: number}); ok {
			return row, true
		}
	}
	return 0, false
}

// Numbers are the numbers in the case of the rows of each import and file, in their order there; -1 for rows that the case does not count.
func (v *View) Numbers() map[string][]int32 {
	out := map[string][]int32{}
	for row := range int32(v.Merged.Ledger.Len()) {
		for _, o := range v.Merged.Origins(row) {
			for int(o.Row) >= len(out[o.Import]) {
				out[o.Import] = append(out[o.Import], -1)
			}
			out[o.Import][o.Row] = row
		}
	}
	return out
}

// sums are the SHA-256 of the replies and files, by their imports.
func (v *View) sums() map[string]string {
	sums := v.State.Replies()
	for _, f := range v.State.Files {
		sums[f.Import] = f.SHA256
	}
	return sums
}

// Missing is an import that cannot be read.
type Missing struct {
	Import string
	Why    error
}

// Open reads the imports and files of a case as one. An import that cannot be read leaves the others whole and is named. It fails
// as Get and merge.Build do.
func (c *Cases) Open(ctx context.Context, id string) (*View, error) {
	s, err := c.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	_, store, err := c.open()
	if err != nil {
		return nil, err
	}
	v := &View{State: s}
	for _, i := range s.Imports {
		if v.Environment == "" {
			v.Environment = i.Environment
		}
		if apart(s, i.OwnerExternalID) {
			v.Apart = append(v.Apart, i.Import)
		}
	}
	var parts []merge.Part
	for _, p := range counted(s) {
		parts = part(ctx, c, v, store, parts, p)
	}
	if v.Merged, err = merge.Build(ctx, parts); err != nil {
		return nil, err
	}
	v.name()
	v.lay(NamesOf(c, s))
	return v, nil
}

// name gives the merged rows the ids that they have in the reply where they were read.
func (v *View) name() {
	ids := map[string]func(int32) string{}
	for id, sum := range v.sums() {
		ids[id] = ledger.ReplyIDs(sum)
	}
	m := v.Merged
	m.Ledger = m.Ledger.WithRowIDs(func(row int32) string {
		o := m.Origins(row)[0]
		return ids[o.Import](o.Row)
	})
}

// Refresh is a view of the case as it is now. Its imports are read again only where they are others. It fails as Get and Open do.
func (c *Cases) Refresh(ctx context.Context, v *View) (*View, error) {
	s, err := c.Get(ctx, v.State.ID)
	if err != nil {
		return nil, err
	}
	if !slices.Equal(s.Imports, v.State.Imports) || !slices.Equal(s.Files, v.State.Files) || !slices.Equal(s.People, v.State.People) {
		return c.Open(ctx, s.ID)
	}
	next := *v
	next.State = s
	next.lay(v.Acts.Names)
	return &next, nil
}

// counted are the imports and files of a case whose money counts, without their rows; they are made when they were saved.
func counted(s *casefile.State) (parts []merge.Part) {
	for _, i := range s.Imports {
		if !apart(s, i.OwnerExternalID) {
			parts = append(parts, merge.Part{Import: i.Import, Owner: personID(s, i.OwnerExternalID), Made: i.Saved})
		}
	}
	for _, f := range s.Files {
		if !apart(s, f.OwnerExternalID) {
			parts = append(parts, merge.Part{Import: f.Import, Owner: personID(s, f.OwnerExternalID), File: true, Made: f.Saved})
		}
	}
	return parts
}

// apart reports whether an owner id is a guarantor's.
func apart(s *casefile.State, owner string) bool {
	p, ok := s.Person(owner)
	return ok && p.Role == casefile.Guarantor
}

// personID is a person's own id for any of theirs; an id that is nobody's stays.
func personID(s *casefile.State, owner string) string {
	if p, ok := s.Person(owner); ok {
		return p.OwnerExternalID
	}
	return owner
}

// part reads one import of a case.
func part(ctx context.Context, c *Cases, v *View, store *archive.Store, parts []merge.Part, p merge.Part) []merge.Part {
	e, gone := store.Get(p.Import)
	if gone == nil && e.Damaged == nil {
		gone = CheckJoined(v.State, &e.Manifest)
	}
	l, err := c.deps.Load(ctx, p.Import)
	if err = cmp.Or(err, gone); err != nil {
		if errors.Is(err, archive.ErrNotFound) {
			err = c.away(joinedAs(v.State, p.Import), err)
		}
		v.Missing = append(v.Missing, Missing{p.Import, unnamed(p.Import, err)})
		return parts
	}
	p = with(p, l)
	if v.Replies == nil {
		v.Replies = map[string]aisclient.Import{}
	}
	v.Replies[p.Import] = head(l.Import())
	v.Manifests = append(v.Manifests, e.Manifest)
	p.Since, _ = aisclient.ParseDate(e.Since.String())
	if e.OwnerUnconfirmed {
		p.Unproven = "the provider did not repeat the owner's id when it accepted the import"
	}
	if p.Made.After(v.Made) && !p.File {
		v.Made = p.Made
	}
	return append(parts, p)
}

// with is a part with its rows, made when its reply says so.
func with(p merge.Part, l *ledger.Ledger) merge.Part {
	p.Ledger = l
	if t := l.Import().Envelope.ResponseTimestamp; !t.IsZero() {
		p.Made = t
	}
	return p
}

// away is why a reply is not in the archive, which said with an error that it is not.
func (c *Cases) away(noted casefile.Import, err error) error {
	if expired := (*archive.ExpiredError)(nil); errors.As(err, &expired) {
		return fmt.Errorf("the reply %s, and was deleted", expired.Expiry)
	}
	if c.deps.NotReceived != nil && slices.Contains(c.deps.NotReceived(), noted.Import) {
		return errNotReceived
	}
	if c.deps.Now().Before(noted.Expires) && !knownDeleted(c, noted.Import) {
		until := "is kept for good"
		if noted.Expires.Before(casefile.Never) {
			until = "expires only on " + noted.Expires.UTC().Format("2006-01-02")
		}
		return fmt.Errorf("%w, though it %s, and nothing here says who deleted it: restore it from a copy of the archive with \"aisdesk restore\"", errTaken, until)
	}
	return errors.New("the reply is not in the archive any more: it expired or was deleted")
}

// errTaken says that a reply is gone before its time, and that nobody is known to have deleted it.
var errTaken = errors.New("the reply is missing")

// knownDeleted reports whether this machine, or the team, knows that somebody deleted an import.
func knownDeleted(c *Cases, importID string) bool {
	store, err := c.deps.Archive()
	return err == nil && store.Deleted(importID) || c.deps.Buried != nil && c.deps.Buried(importID)
}

var errNotReceived = errors.New("the reply never came to this machine: what the team's store has of it cannot be read. \"aisdesk archive sync\" says why, and whom to ask")

// head is a reply without its rows.
func head(imp *aisclient.Import) aisclient.Import {
	h := aisclient.Import{Envelope: imp.Envelope, Command: imp.Command}
	if len(imp.Targets) > 0 {
		h.Targets = []aisclient.Target{{Name: imp.Targets[0].Name, OfficialName: imp.Targets[0].OfficialName}}
	}
	return h
}

// lay lays the acts on the merged rows.
func (v *View) lay(names Names) { v.Acts = lay(v.State, merged{v.Merged}, names) }

// merged are the rows of a case. Events name one by the newest import that has it.
type merged struct{ *merge.Merged }

func (m merged) row(r casefile.Row) (int32, bool) {
	return m.Row(merge.Origin{Import: r.Import, Row: r.Number})
}

func (m merged) name(row int32) casefile.Row {
	o := m.Origins(row)[0]
	return casefile.Row{Import: o.Import, Number: o.Row}
}

// Between are the rows of transfers between the accounts, as own money; the note of each leads to the other. What people
// relabelled is theirs.
func (v *View) Between() map[int32]categorize.Given {
	given := map[int32]categorize.Given{}
	for _, t := range v.Merged.Transfers {
		for row, other := range map[int32]int32{t.Out: t.In, t.In: t.Out} {
			given[row] = categorize.Given{Category: category.OwnTransfer, Stage: categorize.OwnMoney, Note: "the other row of the transfer is " + filter.Rows([]int32{other})}
		}
	}
	return given
}

// Categories are the categories of rows as events write what they were.
func Categories(l *ledger.Ledger, rows []int32) []string {
	names := l.Categories()
	out := make([]string, len(rows))
	for i, row := range rows {
		if id := l.CategoryID(row); int(id) < len(names) {
			out[i] = names[id].Name
		}
	}
	return out
}

// String names what is missing, for people.
func (m Missing) String() string { return fmt.Sprintf("import %s: %v", m.Import, m.Why) }

// Brief is why it cannot be read, without what the analyst at the desk is to do, for the file.
func (m Missing) Brief() string {
	if lost := (interface{ Brief() string })(nil); errors.As(m.Why, &lost) {
		return lost.Brief()
	}
	return text.Clean(strings.TrimSuffix(m.Why.Error(), ".")).String()
}

// MissingSentences say for a check of the data which imports of the case are in no row.
func (v *View) MissingSentences() []string {
	var out []string
	for _, m := range v.Missing {
		out = append(out, fmt.Sprintf("Import %s of the case is in no figure: %s.", m.Import, m.Brief()))
	}
	return out
}

// bare is an error that may name an import, where what is said around it names that.
type bare struct {
	id  string
	err error
}

// unnamed is an error without the name of an import before it.
func unnamed(id string, err error) error { return &bare{id, err} }

func (n *bare) Error() string {
	said := strings.TrimPrefix(n.err.Error(), "import ")
	if rest, ok := strings.CutPrefix(said, n.id+": "); ok {
		return rest
	}
	return n.err.Error()
}

func (n *bare) Unwrap() error { return n.err }
