package line

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify/policy"
)

// acts are what stands behind case, in the order of the help.
var acts = []struct {
	name string
	do   func(s *session, arg string) error
}{
	{"show", showAct},
	{"open", openCase},
	{"note", func(s *session, arg string) error {
		if first, rest, _ := strings.Cut(arg, " "); first == "on" {
			return noteOn(s, rest)
		}
		return saysAct(s, arg, "Note, what a colleague should know:", "the note is empty", func(said string) casefile.Act { return casefile.Note{Text: said} })
	}},
	{"tag", func(s *session, arg string) error {
		return saysAct(s, arg, "Tag, one word:", "a tag is one word", func(said string) casefile.Act { return casefile.Tag{Tag: said} })
	}},
	{"untag", func(s *session, arg string) error {
		return saysAct(s, arg, "Remove the tag:", "name the tag", func(said string) casefile.Act { return casefile.Untag{Tag: said} })
	}},
	{"status", func(s *session, arg string) error {
		return saysAct(s, arg, "Status, "+or(casefile.Statuses())+":", "name the status", func(said string) casefile.Act { return casefile.Status{Status: said} })
	}},
	{"approve", func(s *session, arg string) error { return decide(s, casefile.Approve, arg) }},
	{"refer", func(s *session, arg string) error { return decide(s, casefile.Refer, arg) }},
	{"reject", func(s *session, arg string) error { return decide(s, casefile.Reject, arg) }},
	{"undo", undoEvent},
	{"exclude", func(s *session, arg string) error {
		return onRows(s, arg, s.reason, func(rows []casefile.Row, _ []string, why string) casefile.Act {
			return casefile.Exclude{Rows: rows, Reason: why}
		})
	}},
	{"include", func(s *session, arg string) error {
		return onRows(s, arg, s.reason, func(rows []casefile.Row, _ []string, why string) casefile.Act {
			return casefile.Include{Rows: rows, Reason: why}
		})
	}},
	{"relabel", relabel},
	{"bank", func(s *session, _ string) error { return anotherBank(s) }},
	{"applicant", func(s *session, arg string) error {
		id, err := caseForActs(s)
		if err != nil {
			return err
		}
		return anotherApplicant(s, id, arg)
	}},
	{"file", addStatement},
	{"keep", keepUntil},
	{"erase", eraseCase},
}

func actNames() []string {
	var out []string
	for _, a := range acts {
		out = append(out, a.name)
	}
	return out
}

// caseAct does what stands behind case; alone it shows the case.
func caseAct(s *session, arg string) error {
	word, rest, _ := strings.Cut(arg, " ")
	if word == "" {
		word = "show"
	}
	for _, a := range acts {
		if a.name == strings.ToLower(word) {
			return a.do(s, strings.TrimSpace(rest))
		}
	}
	return fmt.Errorf("there is no act %s. Acts are: %s", quoted(word), strings.Join(actNames(), ", "))
}

// openCase opens the case that a word means as one: the rows of all its imports, and the verdict on them.
func openCase(s *session, word string) error {
	id, err := s.caseMeant(word)
	if err != nil {
		return err
	}
	return openSaved(s, id)
}

// showAct shows the case that a word means.
func showAct(s *session, word string) error {
	id, err := s.caseMeant(word)
	if err != nil {
		return err
	}
	return showCase(s, id)
}

// caseMeant is the id of the case that a word means; without one, of that of the open import, or of the one that was shown
// last.
func (s *session) caseMeant(word string) (id string, err error) {
	if word == "" {
		if id, err = s.shownCase(); err == nil && id == "" {
			err = errors.New("this import stands alone: the first act on it, for example case note, begins its case")
		}
	} else {
		err = s.do(func(ctx context.Context) (err error) { id, err = s.app.Cases().Find(ctx, word); return err })
	}
	return id, err
}

// needed is an argument, asked for where it was not typed with the command.
func (s *session) needed(arg, prompt, missing string) (string, error) {
	var err error
	if arg == "" {
		arg, err = s.ask(prompt, "")
	}
	if err == nil && arg == "" {
		err = errors.New(missing)
	}
	return text.Clean(arg).String(), err
}

// reason asks why; an act that needs a reason does not go on without one.
func (s *session) reason() (string, error) {
	return s.needed("", "Reason, for the file:", "say why: the reason stays in the case. Nothing was changed")
}

// caseForActs is the case that acts are for; an import that stands alone gets one. Where its person has an open case it is
// asked which of the two.
func caseForActs(s *session) (string, error) {
	id, err := s.shownCase()
	if err == nil && id == "" {
		err = s.do(func(ctx context.Context) (err error) { id, err = s.app.Cases().CaseOf(ctx, s.work.data); return err })
		if err == nil { // what is open belongs to it now
			err = layAgain(s)
		}
	}
	if open := (*cases.OpenCaseError)(nil); errors.As(err, &open) {
		return joinOrBegin(s, open)
	}
	if who := (*cases.SignerError)(nil); errors.As(err, &who) {
		return joinAs(s, who.Case, who.Import, "")
	}
	return id, err
}

// joinAs brings an import into a case, or into one of its own where id names none, and asks who signed in where that is not clear.
func joinAs(s *session, id, importID, person string) (string, error) {
	of := id
	err := s.do(func(ctx context.Context) (err error) {
		if of == "" {
			id, err = s.app.Cases().Begin(ctx, importID, person)
			return err
		}
		return s.app.Cases().Join(ctx, of, importID, person)
	})
	who := (*cases.SignerError)(nil)
	if !errors.As(err, &who) {
		if err == nil {
			err = layAgain(s)
		}
		return id, err
	}
	if person, err = s.signer(who); err != nil {
		return "", err
	}
	return joinAs(s, of, importID, person)
}

// signer asks who of several owners of a login signed in.
func (s *session) signer(who *cases.SignerError) (string, error) {
	var names []option
	for _, p := range who.Named {
		name := text.Clean(p.Name).String()
		names = append(names, option{name, name})
	}
	said, err := s.choose("The bank names several owners of the login. Who signed in?", names, -1)
	return said.value, err
}

// joinOrBegin asks whether an import goes into the open case of its person or gets one of its own.
func joinOrBegin(s *session, open *cases.OpenCaseError) (id string, err error) {
	decided := ""
	if open.Case.State.Decision != nil {
		decided = "decision " + cases.Decided(open.Case.State)
	}
	s.out.say("%s has an open case already: %s", open.Person, join(open.Case.State.Label, open.Case.State.Status, decided, "case "+open.Case.ID))
	to, err := s.choose("Where does this import belong?", []option{{"join", "into that case"}, {"begin", "into a new case of its own"}}, -1)
	if err != nil {
		return "", err
	}
	if to.value == "join" {
		id = open.Case.ID
	}
	return joinAs(s, id, open.Import, "")
}

// saysAct is an act that needs a text.
func saysAct(s *session, arg, prompt, missing string, make func(said string) casefile.Act) error {
	if _, err := s.shownCase(); err != nil {
		return err
	}
	said, err := s.needed(arg, prompt, missing)
	if err != nil {
		return err
	}
	return write(s, func(ctx context.Context, id string) (casefile.Event, error) {
		return s.app.Cases().Act(ctx, id, make(said))
	})
}

// write does something in the case and says what was done and how to take it back.
func write(s *session, act func(ctx context.Context, id string) (casefile.Event, error)) error {
	id, err := caseForActs(s)
	if err != nil {
		return err
	}
	var e casefile.Event
	if err := s.do(func(ctx context.Context) (err error) { e, err = act(ctx, id); return err }); err != nil {
		return err
	}
	st, err := s.app.Cases().Get(s.ctx, id)
	if err != nil {
		return err
	}
	sayDone(s, st, e)
	if s.here().name == placeCase { // its list has one event more now
		s.places[len(s.places)-1] = caseOfEvents(s, st)
	}
	return layAgain(s)
}

// sayDone says which event was written, and how it is undone.
func sayDone(s *session, st *casefile.State, e casefile.Event) {
	s.out.say("Written: event %d of case %s", e.Seq, st.ID)
	s.out.fact("Done", strings.TrimSuffix(cases.Describe(e.Act, cases.NamesOf(s.app.Cases().Cases, st)), "."))
	if _, ok := e.Act.(casefile.Undo); !ok {
		s.out.say("case undo %d takes it back", e.Seq)
	}
}

// layAgain brings the acts of its case up to date on the open import: sums, categories and checks follow.
func layAgain(s *session) error {
	if s.work == nil {
		return nil
	}
	return s.do(func(ctx context.Context) error {
		d, err := s.app.Cases().Lay(ctx, s.work.data)
		if err != nil {
			return err
		}
		return s.take(ctx, d)
	})
}

// take makes a dataset with other acts that of the open import.
func (s *session) take(ctx context.Context, d app.Dataset) (err error) {
	w := s.work
	if d, err = d.Annotated(ctx, s.opts.Now()); err != nil {
		return err
	}
	order := w.result.Order
	w.data, w.checker, w.report = d, nil, nil
	if w.result, err = d.Ledger.Run(ctx, w.query); err == nil && !slices.Equal(order, w.result.Order) && s.here().name == placeRows {
		s.here().list.n, s.here().list.at = w.result.Len(), 0
	}
	return err
}

// decide writes a decision with its reason. It rests on the program's verdict, as what is open stands now.
func decide(s *session, o casefile.Outcome, arg string) error {
	if _, err := s.shownCase(); err != nil {
		return err
	}
	why, err := s.needed(arg, firstUpper(string(o))+", because:", "say why: the reason stays in the case. Nothing was changed")
	if err != nil {
		return err
	}
	err = write(s, func(ctx context.Context, id string) (casefile.Event, error) {
		d, seen, err := s.seen(ctx, id)
		if err != nil {
			return casefile.Event{}, err
		}
		r, err := s.app.Cases().Verdict(ctx, d, policy.Policy{})
		if err != nil {
			return casefile.Event{}, err
		}
		return s.app.Cases().Decide(ctx, seen, o, why, r)
	})
	if err != nil {
		return err
	}
	id, err := s.shownCase()
	if err != nil {
		return err
	}
	st, err := s.app.Cases().Get(s.ctx, id)
	if err == nil {
		sayDecision(s, st)
	}
	return err
}

// seen is what a decision rests on: the open import where it is of the case, else the imports of the case as one.
func (s *session) seen(ctx context.Context, id string) (app.Dataset, *casefile.State, error) {
	if s.work != nil && s.here().name != placeCase {
		d, err := s.work.data, error(nil)
		if d.Acts == nil { // it stood alone
			d, err = s.app.Cases().Lay(ctx, d)
		}
		if err == nil && (d.Acts == nil || d.Case != id) {
			err = errors.New("the case is not there any more: open it again")
		}
		if err == nil && s.work.data.Acts == nil {
			err = cases.CheckUnseen(d.Acts.State)
		}
		if err != nil {
			return d, nil, err
		}
		return d, d.Acts.State, nil
	}
	d, err := s.app.Cases().Dataset(ctx, id)
	if err != nil {
		return d, nil, err
	}
	return d, d.Acts.State, nil
}

// undoEvent takes an event back by its number, with a reason. It stays in the history.
func undoEvent(s *session, arg string) error {
	if _, err := s.shownCase(); err != nil {
		return err
	}
	number, why, _ := strings.Cut(arg, " ")
	seq, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return errors.New("case undo needs the number of an event. case show lists them")
	}
	if why = strings.TrimSpace(why); why == "" {
		if why, err = s.reason(); err != nil {
			return err
		}
	}
	return write(s, func(ctx context.Context, id string) (casefile.Event, error) {
		return s.app.Cases().Act(ctx, id, casefile.Undo{Seq: seq, Reason: text.Clean(why).String()})
	})
}

// noteOn writes a note on rows of the list.
func noteOn(s *session, arg string) error {
	ask := func() (string, error) {
		return s.needed("", "Note on the rows, what a colleague should know:", "the note is empty")
	}
	return onRows(s, arg, ask, func(rows []casefile.Row, _ []string, said string) casefile.Act {
		return casefile.Note{Text: said, Rows: rows}
	})
}

// onRows does something with rows of the list, by their numbers, for what ask brings, and says the sums with it.
func onRows(s *session, arg string, ask func() (string, error), make func(rows []casefile.Row, was []string, said string) casefile.Act) error {
	if s.work == nil || s.here().name != placeRows {
		return errors.New("this works among transactions. transactions goes there")
	}
	which, err := numbers(arg, s.work.result.Len())
	if err != nil {
		return err
	}
	var rows []int32
	for _, i := range which {
		rows = append(rows, s.work.result.Order[i])
		s.out.whole(fmt.Sprintf("%d of %d: %s", i+1, s.work.result.Len(), rowLine(s, rows[len(rows)-1])))
	}
	said, err := ask()
	if err != nil {
		return err
	}
	if s.work.data.Case == "" {
		if _, err := caseForActs(s); err != nil {
			return err
		}
	}
	err = s.do(func(ctx context.Context) error {
		d, err := s.app.Cases().ActOn(ctx, s.work.data, rows, func(named []casefile.Row, was []string) casefile.Act { return make(named, was, said) })
		if err != nil {
			return err
		}
		return s.take(ctx, d)
	})
	if err != nil {
		return err
	}
	d := s.work.data
	h := d.Acts.State.History
	sayDone(s, d.Acts.State, h[len(h)-1].Event)
	s.out.say("Totals of %s, with all acts", english.Plural(d.Ledger.Len(), "row", "rows"))
	return sayTotals(s, nil)
}

// relabel gives rows another category.
func relabel(s *session, arg string) error {
	if s.work == nil || s.here().name != placeRows {
		return errors.New("this works among transactions. transactions goes there")
	}
	if _, err := numbers(arg, s.work.result.Len()); err != nil {
		return err
	}
	category, err := s.needed("", "Category, as the rows name it:", "name the category. Nothing was changed")
	if err != nil {
		return err
	}
	return onRows(s, arg, s.reason, func(rows []casefile.Row, was []string, why string) casefile.Act {
		return casefile.Relabel{Rows: rows, Category: category, Was: was, Reason: why}
	})
}

// anotherBank asks for another import of the person whose import is open, or of the first person of the case.
func anotherBank(s *session) error {
	id, err := caseForActs(s)
	if err != nil {
		return err
	}
	st, err := s.app.Cases().Get(s.ctx, id)
	if err != nil {
		return err
	}
	if len(st.People) == 0 {
		return errors.New("the case has no people yet. case applicant adds one")
	}
	person := st.People[0]
	if s.work != nil {
		if p, ok := st.Person(s.work.data.OwnerExternalID); ok {
			person = p
		}
	}
	s.out.fact("For", join(person.Name, customer(person.OwnerExternalID)))
	return askRequestFor(s, id, person.OwnerExternalID)
}
