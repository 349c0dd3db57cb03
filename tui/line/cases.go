package line

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
)

var caseCommands []command

func init() { // acts show the case again, whose list opens by the table
	caseCommands = []command{
		{[]string{"cases"}, "WORDS", "lists the cases, or those that hold words, newest first; open shows one", anywhere, listCases},
		{[]string{"case"}, "ACT", "shows the case, or does one of: " + strings.Join(actNames(), ", "), anywhere, caseAct},
	}
}

// allCases reads all cases, the newest first.
func allCases(s *session) (all []cases.Listed, err error) {
	err = s.do(func(ctx context.Context) (err error) { all, err = s.app.Cases().List(ctx); return err })
	return all, err
}

// listCases goes to the list of cases.
func listCases(s *session, words string) error {
	all, err := allCases(s)
	if err != nil {
		return err
	}
	n := len(all)
	if all = slices.DeleteFunc(all, func(l cases.Listed) bool { return !l.Matches(words) }); len(all) == 0 && n > 0 {
		return fmt.Errorf("none of %s has %s in its name, people, status, decision, tags, day or id. cases alone lists all", english.Plural(n, "case", "cases"), quoted(words))
	}
	s.goTo(&place{name: "cases", hint: "open 1 shows the first one",
		head: func() string { return "Cases, " + english.Plural(len(all), "case", "cases") + ", newest first" },
		list: &list{one: "case", many: "cases", n: len(all), item: func(i int) string { return caseLine(&all[i]) },
			open: func(i int) error { return showCase(s, all[i].ID) }}})
	return nil
}

// caseLine is a case on one line: what it is called, its status, its decision, what it holds, its id.
func caseLine(c *cases.Listed) string {
	if c.State == nil {
		return join("cannot be read", text.Clean(c.Err.Error()).String(), "case "+c.ID)
	}
	st, decided := c.State, ""
	if st.Decision != nil {
		decided = "decision " + cases.Decided(st)
	}
	return join(st.Label, people(st), "status "+st.Status, decided, english.Plural(len(st.Imports), "import", "imports"),
		english.Plural(len(st.History), "event", "events"), "case "+st.ID)
}

func people(st *casefile.State) string {
	var all []string
	for _, p := range st.People {
		all = append(all, p.Name)
	}
	return join(all...)
}

// placeCase is the place of a case with its events.
const placeCase = "case"

// shownCase is the case that acts are for: the one where the user is, else that of the open import. It is empty where the
// import stands alone.
func (s *session) shownCase() (string, error) {
	switch {
	case s.here().name == placeCase:
		return s.caseID, nil
	case s.work == nil:
		return "", errors.New("no case is shown and no import is open. cases lists the cases, and open with a number shows one")
	}
	return s.work.data.Case, nil
}

// showCase says the state of a case and goes to its events, the newest first.
func showCase(s *session, id string) error {
	var st *casefile.State
	if err := s.do(func(ctx context.Context) (err error) { st, err = s.app.Cases().Get(ctx, id); return err }); err != nil {
		return err
	}
	if err := sayCase(s, st); err != nil {
		return err
	}
	if err := sayFiguresOf(s, st); err != nil {
		return err
	}
	s.caseID = id
	s.goTo(caseOfEvents(s, st))
	return nil
}

// caseOfEvents is the place of a case: its events, the newest first.
func caseOfEvents(s *session, st *casefile.State) *place {
	n, names := len(st.History), cases.NamesOf(s.app.Cases().Cases, st)
	entry := func(i int) *casefile.Entry { return &st.History[n-1-i] }
	return &place{name: placeCase, hint: "case note, case tag, case status, case approve, case undo with the number of an event",
		head: func() string { return "Case " + st.ID + ", " + english.Plural(n, "event", "events") + ", newest first" },
		list: &list{one: "event", many: "events", n: n, item: func(i int) string { return eventLine(st, entry(i), names) },
			open: func(i int) error { sayEvent(s, st, entry(i), names); return nil }}}
}

// sayCase says what a case is now.
func sayCase(s *session, st *casefile.State) error {
	index, err := s.app.Imports(s.ctx)
	if err != nil {
		return err
	}
	if st.Label != "" {
		s.out.fact("Called", st.Label)
	}
	s.out.fact("Status", st.Status)
	for _, p := range st.People {
		s.out.fact("Person", join(p.Name, string(p.Role), customer(p.OwnerExternalID)))
	}
	for _, i := range st.Imports {
		s.out.fact("Import", join(index.Summary(i.Import), i.Environment, i.Import))
	}
	for _, f := range st.Files {
		s.out.fact("Statement file", join(f.Name, index.Summary(f.Import), "import "+f.Import))
	}
	for _, n := range st.Notes {
		s.out.fact("Note", join(beginning(n.Text, fmt.Sprintf("event %d tells all", n.Event.Seq)), counted(len(n.Rows), "row", "rows"), n.Event.Author, n.Event.Time.UTC().Format(stamp)))
	}
	if len(st.Tags) > 0 {
		s.out.fact("Tags", join(st.Tags...))
	}
	if st.ReadOnly != "" {
		s.out.fact("Read only", st.ReadOnly)
	}
	sayDecision(s, st)
	return nil
}

// sayDecision says the decision of a case, whether it counts, and what came after it.
func sayDecision(s *session, st *casefile.State) {
	d := st.Decision
	if d == nil {
		return
	}
	s.out.fact("Decision", join(string(d.Outcome), d.Event.Author, d.Event.Time.UTC().Format(stamp), beginning(d.Reason, fmt.Sprintf("event %d tells all", d.Event.Seq))))
	switch {
	case d.Waiting:
		s.out.say("The decision waits for a second person")
	case d.Second != nil:
		s.out.fact("Agreed", join(d.Second.Author, d.Second.Time.UTC().Format(stamp)))
	}
	if d.NamesClaimed {
		s.out.say("Without signatures the two names are only claimed")
	}
	if w := s.work; w != nil && w.data.Acts != nil && w.data.Acts.State.ID == st.ID {
		s.out.fact("Other rules now than it was made by", w.data.OtherRules())
	}
	for _, e := range st.Stale() {
		s.out.say("Stale: event %d, %s, came after the decision", e.Seq, e.Kind)
	}
}

// eventLine is an event on one line: its number, by whom and when, whether it still counts, and what was done.
func eventLine(st *casefile.State, e *casefile.Entry, names cases.Names) string {
	undone := ""
	switch {
	case e.Undone != 0:
		undone = fmt.Sprintf("undone by event %d", e.Undone)
	case e.Ignored != "":
		undone = "without effect"
	}
	return join(fmt.Sprintf("event %d", e.Seq), e.Author, e.Time.UTC().Format(stamp), undone, beginning(strings.TrimSuffix(cases.Told(st, e, names), "."), "open tells all"))
}

// mostSaid is how many letters of what people wrote a line of a list says.
const mostSaid = 200

// beginning is what people wrote, or its beginning with how much more there is and where.
func beginning(said, where string) string {
	r := []rune(said)
	if len(r) <= mostSaid {
		return said
	}
	cut := string(r[:mostSaid])
	if i := strings.LastIndexByte(cut, ' '); i > mostSaid/2 {
		cut = cut[:i]
	}
	return fmt.Sprintf("%s, and %d letters more: %s", cut, len(r)-len([]rune(cut)), where)
}

// sayEvent says all of an event.
func sayEvent(s *session, st *casefile.State, e *casefile.Entry, names cases.Names) {
	s.out.fact("Event", fmt.Sprint(e.Seq))
	s.out.fact("Author", join(e.Author, e.Key))
	s.out.fact("Time", e.Time.UTC().Format(stamp)+" UTC")
	s.out.fact("What", strings.TrimSuffix(cases.Told(st, e, names), "."))
	if why := cases.Reason(e.Act); why != "" {
		s.out.fact("Reason", why)
	}
	if e.Ignored != "" {
		s.out.fact("Without effect", e.Ignored)
	}
	if e.Undone != 0 {
		s.out.say("Undone by event %d", e.Undone)
	}
}

// askNext asks, after an import, what comes next, as the screen and the command line do. Of a case only an answer ends it: there is
// no default, because each answer but one begins an import. After an import that stands alone a command goes on without one.
func askNext(s *session, caseID, owner string) error {
	steps := []option{{string(intake.AnotherBank), "another bank"}, {string(intake.AnotherApplicant), "another applicant"}, {string(intake.Finish), "finish"}}
	const question = "Another bank, another applicant, or finish?"
	var o option
	var err error
	if caseID == "" {
		s.out.say("Or type the next command")
		o, err = s.chooseOr(question, steps, len(steps)-1, named)
	} else {
		o, err = s.choose(question, steps, -1)
	}
	if err != nil {
		return err
	}
	if caseID == "" {
		switch intake.NextStep(o.value) {
		case intake.AnotherBank:
			return anotherBank(s)
		case intake.AnotherApplicant:
			id, err := caseForActs(s)
			if err != nil {
				return err
			}
			return anotherApplicant(s, id, "")
		}
		return nil
	}
	switch intake.NextStep(o.value) {
	case intake.AnotherBank:
		return askRequestFor(s, caseID, owner)
	case intake.AnotherApplicant:
		return anotherApplicant(s, caseID, "")
	}
	s.out.say("Finished. case open opens all imports of the case as one, case show tells of it")
	return nil
}

// anotherApplicant adds a co-applicant to a case and asks for their import.
func anotherApplicant(s *session, caseID, name string) error {
	name, err := s.needed(name, "Name of the other applicant:", "a person needs a name")
	if err != nil {
		return err
	}
	var p casefile.Person
	err = s.do(func(ctx context.Context) (err error) {
		p, err = s.app.Cases().AddPerson(ctx, caseID, casefile.Person{Name: text.Clean(name).String(), Role: casefile.CoApplicant})
		return err
	})
	if err != nil {
		return err
	}
	s.out.fact("Added", join(p.Name, string(p.Role), customer(p.OwnerExternalID)))
	return askRequestFor(s, caseID, p.OwnerExternalID)
}
