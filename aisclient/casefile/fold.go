package casefile

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Options say what a fold depends on besides the events.
type Options struct {
	// Member names the person to whom an SSH key belongs, by its fingerprint: two keys of one member are one person. Nil,
	// or an empty answer, counts each key as a person.
	Member func(fingerprint string) string
}

// State is what a case is after its events. It is not changed once it was handed out.
type State struct {
	ID      string
	Head    Head
	Created time.Time // of the first event
	Changed time.Time // of the last

	Label   string
	Status  string
	People  []Person
	Imports []Import
	Files   []File
	// Failed are the imports of banks that failed, in order.
	Failed []FailedImport
	// Aggregated is what the provider held of each person when it was last fetched.
	Aggregated []Aggregated
	Tags       []string // sorted
	Notes      []Noted
	Reports    []Reported
	Expires    time.Time // zero where nobody moved it
	Erased     bool

	// Decision is the last one that counts, or waits for a second person; nil without one. Decided are all that were not
	// undone.
	Decision *Decided
	Decided  []*Decided
	// Basis is the hash of what decisions rest on now.
	Basis string

	// History are all events in order, with what became of them.
	History []Entry
	// Newer says which event a newer program wrote, whose act is not known here and in no state; empty where there is none.
	Newer string
	// ReadOnly says why nothing can be done in the case; empty where something can.
	ReadOnly string

	missing    int64 // the first event whose body is gone though the case was not erased; 0 for none
	claims     []byte
	ids        map[string]string // more owner ids of people, by which their own is found
	excluded   map[Row]RowAct
	relabelled map[Row]Relabelled
	options    Options
}

// Entry is an event in the history of a case.
type Entry struct {
	Event
	// Undone is the event that took it back; 0 if none did.
	Undone int64
	// Ignored says why the event has no effect, though nobody took it back: empty if it has.
	Ignored string
}

// Noted is a note.
type Noted struct {
	Note
	Event Header
}

// Reported is a report that was made.
type Reported struct {
	Report
	Event Header
}

// RowAct is why a row is out of all sums.
type RowAct struct {
	Reason string
	Event  Header
}

// Relabelled is the category that a person gave a row, and the program's at the time.
type Relabelled struct {
	RowAct
	Category, Was string
}

// Claims are the claims in the form in which they were given; nil without any.
func (s *State) Claims() []byte { return s.claims }

// Excluded are the rows that are out of all sums and checks, with why.
func (s *State) Excluded() map[Row]RowAct { return s.excluded }

// Relabelled are the rows that have another category than the program's.
func (s *State) Relabelled() map[Row]Relabelled { return s.relabelled }

// Replies are the SHA-256 of the imports' replies, by their ids.
func (s *State) Replies() map[string]string {
	out := map[string]string{}
	for _, i := range s.Imports {
		out[i.Import] = i.SHA256
	}
	return out
}

// Contains reports whether an event of that number and hash is in the case. The zero head is in every case.
func (s *State) Contains(h Head) bool {
	return h.Seq < 1 || h.Seq <= int64(len(s.History)) && s.History[h.Seq-1].Hash == h.Hash
}

// Holds reports whether an import, or a file, belongs to the case.
func (s *State) Holds(importID string) bool {
	return slices.ContainsFunc(s.Imports, func(i Import) bool { return i.Import == importID }) ||
		slices.ContainsFunc(s.Files, func(f File) bool { return f.Import == importID })
}

// Holdings are the ids of all that the archive holds for the case.
func (s *State) Holdings() []string {
	var ids []string
	for _, i := range s.Imports {
		ids = append(ids, i.Import)
	}
	for _, f := range s.Files {
		ids = append(ids, f.Import)
	}
	for _, f := range s.Failed {
		if f.Import != "" {
			ids = append(ids, f.Import)
		}
	}
	return ids
}

// fold is the state after events, which are in order and numbered from 1. It depends on nothing else.
func fold(id string, events []Event, o Options) *State {
	return foldUndone(id, events, undoneBy(events), o)
}

func foldUndone(id string, events []Event, undone map[int64]int64, o Options) *State {
	s := &State{ID: id, Status: Statuses()[0], ids: map[string]string{}, excluded: map[Row]RowAct{}, relabelled: map[Row]Relabelled{}, options: o}
	for _, e := range events {
		s.add(e, undone[e.Seq])
	}
	return s
}

// undoneBy finds what took each event back. An undo can be taken back, too, by a later one: the last decides first.
func undoneBy(events []Event) map[int64]int64 {
	undone := map[int64]int64{}
	for _, e := range slices.Backward(events) {
		u, ok := e.Act.(Undo)
		if ok && undone[e.Seq] == 0 && u.valid() == nil && u.Seq > 0 && u.Seq < e.Seq && undoable(events[u.Seq-1].Kind) {
			undone[u.Seq] = e.Seq
		}
	}
	return undone
}

// undoable reports whether an event of a kind can be taken back: what has left the program cannot.
func undoable(k Kind) bool { return k != KindReport && k != KindErased }

// add takes one event in.
func (s *State) add(e Event, undone int64) {
	entry := Entry{Event: e, Undone: undone}
	switch {
	case e.Erased:
		if s.missing == 0 && !s.Erased {
			s.missing = e.Seq
		}
	case undone != 0:
	case e.Act == nil:
		s.Newer = fmt.Sprintf("event %d is a %q, which this version of the program does not know: a newer one wrote it. Update the program to go on", e.Seq, e.Kind)
		s.ReadOnly = s.Newer
		entry.Ignored = "of a newer version of the program"
	default:
		if err := s.apply(e.Act, e.Header); err != nil {
			entry.Ignored = strings.TrimPrefix(err.Error(), ErrNotAllowed.Error()+": ")
		}
	}
	if s.Created.IsZero() {
		s.Created = e.Time
	}
	s.Head, s.Changed = Head{e.Seq, e.Hash}, e.Time
	s.History = append(s.History, entry)
	if e.touchesBasis() || s.Basis == "" {
		s.Basis = s.basis()
	}
}

// clone is a copy that apply may change.
func (s *State) clone() *State {
	c := *s
	c.People, c.Imports, c.Files, c.Tags = slices.Clone(s.People), slices.Clone(s.Imports), slices.Clone(s.Files), slices.Clone(s.Tags)
	c.Aggregated, c.Failed = slices.Clone(s.Aggregated), slices.Clone(s.Failed)
	c.Notes, c.Reports, c.Decided, c.History = slices.Clone(s.Notes), slices.Clone(s.Reports), slices.Clone(s.Decided), slices.Clone(s.History)
	c.ids, c.excluded, c.relabelled = maps.Clone(s.ids), maps.Clone(s.excluded), maps.Clone(s.relabelled)
	return &c
}

// with is the state after one more event.
func (s *State) with(e Event) *State {
	if _, ok := e.Act.(Undo); ok {
		next := fold(s.ID, append(s.events(), e), s.options)
		if next.ReadOnly == "" {
			next.ReadOnly = s.ReadOnly
		}
		return next
	}
	next := s.clone()
	next.add(e, 0)
	return next
}

// Without is the state as it would be had one event no effect, to compare with.
func (s *State) Without(seq int64) *State {
	events := s.events()
	undone := undoneBy(events)
	undone[seq] = s.Head.Seq
	return foldUndone(s.ID, events, undone, s.options)
}

func (s *State) events() []Event {
	events := make([]Event, 0, len(s.History)+1)
	for i := range s.History {
		events = append(events, s.History[i].Event)
	}
	return events
}

// allows tells whether an act can be done now. The error wraps ErrReadOnly or ErrNotAllowed and says why.
func (s *State) allows(a Act, h Header) error {
	if s.ReadOnly != "" {
		return fmt.Errorf("%w: %s", ErrReadOnly, s.ReadOnly)
	}
	if err := check(a); err != nil {
		return err
	}
	if d, ok := a.(Decision); ok {
		if err := s.restsOnNow(d); err != nil {
			return err
		}
	}
	h.Seq, h.Kind = s.Head.Seq+1, a.Kind()
	next := s.with(Event{Header: h, Act: a})
	if last := next.History[len(next.History)-1]; last.Ignored != "" {
		return notAllowed("%s", last.Ignored)
	}
	undo, _ := a.(Undo)
	for i := range s.History { // an undo pulls nothing away from under another act
		was, is := &s.History[i], &next.History[i]
		lost := was.Seq > undo.Seq && is.Undone == 0 && s.isOf(was.Act) && !next.isOf(was.Act)
		if was.Ignored == "" && (is.Ignored != "" || lost) {
			return notAllowed("event %d (%s) rests on it. Undo that first", s.History[i].Seq, s.History[i].Kind)
		}
	}
	return nil
}

// isOf reports whether an act is about what a person of the case has, by their id at the provider. A case without people allows
// anybody's, so that such an act does not turn void where its person goes.
func (s *State) isOf(a Act) bool {
	owner := ""
	switch a := a.(type) {
	case Import:
		owner = a.OwnerExternalID
	case File:
		owner = a.OwnerExternalID
	case Failed:
		owner = a.OwnerExternalID
	case Aggregated:
		owner = a.OwnerExternalID
	}
	_, ok := s.Person(owner)
	return ok
}

func (r Row) key() string { return r.Import + " " + strconv.Itoa(int(r.Number)) }
