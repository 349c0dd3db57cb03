package line

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	saved "aisdesk/aisclient/library"
)

var libraryCommands []command

func init() { // acts list the library again, whose place tells of the table
	libraryCommands = []command{
		{[]string{"tag"}, "NUMBERS WORD", "puts a word on the cases of imports, or of the marked ones, for example tag 1 3 urgent", inLibrary,
			func(s *session, arg string) error { return tagSaved(s, arg, false) }},
		{[]string{"untag"}, "NUMBERS WORD", "takes a word off", inLibrary, func(s *session, arg string) error { return tagSaved(s, arg, true) }},
		{[]string{"put"}, "NUMBERS", "puts imports into a case, or those that are marked", inLibrary, putIntoCase},
		{[]string{"delete"}, "NUMBER", "deletes a saved import, here or at the provider as well", inLibrary, deleteImport},
		{[]string{"again"}, "NUMBER", "imports again with the saved access", inLibrary, again},
	}
}

// savedAt is the saved import of a number of the library.
func savedAt(s *session, arg string) (*saved.Entry, error) {
	i, err := s.nth(arg)
	if err != nil {
		return nil, err
	}
	return &s.shown().saved[i], nil
}

func deleteImport(s *session, arg string) error {
	e, err := savedAt(s, arg)
	if err != nil {
		return err
	}
	s.out.say("%s", savedLine(s, e))
	if of := e.Belongs(nil); of != "" {
		s.out.whole(of)
	}
	where, err := s.choose("Where is it to be deleted?", []option{{"", "here, and not at the provider"}, {"everywhere", "here and at the provider"}}, 0)
	if err != nil {
		return err
	}
	s.out.say("What is deleted cannot be brought back")
	if err := s.confirm("delete"); err != nil {
		return err
	}
	if err := s.do(func(ctx context.Context) error { return s.app.Delete(ctx, e.ID, where.value != "") }); err != nil {
		return err
	}
	s.out.say("Deleted: the import of %s, %s", e.Summary(), e.ID)
	return s.here().again(s)
}

// again imports anew with the access that a customer granted.
func again(s *session, arg string) error {
	e, err := savedAt(s, arg)
	if err != nil {
		return err
	}
	if !s.app.Reusable(e.ID) {
		return errors.New("no access is saved with this import: the customer did not grant one. new begins a verification")
	}
	r := app.VerificationRequest{Method: app.SignInReuse, ReuseOf: e.ID}
	r.Request.OwnerExternalID = e.OwnerExternalID.String()
	return runVerification(s, s.app.Begin(r), r)
}

// markSaved marks imports of the library, or takes their marks away.
func markSaved(s *session, arg string, on bool) error {
	all := s.shown().saved
	which, err := numbers(arg, len(all))
	if arg == "all" {
		if which, err = nil, nil; !on {
			clear(s.picked) // also what is not listed
		}
		for i := range all {
			which = append(which, i)
		}
	}
	if err != nil {
		return err
	}
	for _, i := range which {
		if s.picked[all[i].ID] = on; !on {
			delete(s.picked, all[i].ID)
		}
		if arg != "all" {
			s.sayItem(s.shown(), i)
		}
	}
	s.out.say("%s", english.Plural(len(s.picked), "import is marked", "imports are marked"))
	return nil
}

// chosenSaved are the imports that an act is for: those of the numbers, or without numbers those that are marked.
func chosenSaved(s *session, typed string) ([]saved.Entry, error) {
	var out []saved.Entry
	if typed != "" {
		which, err := numbers(typed, len(s.shown().saved))
		for _, i := range which {
			out = append(out, s.shown().saved[i])
		}
		return out, err
	}
	index, err := s.app.Imports(s.ctx)
	if err != nil {
		return nil, err
	}
	out = slices.DeleteFunc(entries(index, index.Find(saved.Query{}, saved.ByDate)), func(e saved.Entry) bool { return !s.picked[e.ID] })
	if len(out) == 0 {
		return nil, errors.New("say which imports: type their numbers, or mark some first, for example mark 1 3")
	}
	return out, nil
}

// tagSaved puts a word on the cases of imports, or takes it off.
func tagSaved(s *session, arg string, remove bool) error {
	words := strings.Fields(arg)
	if len(words) == 0 {
		return errors.New("a tag is one word, behind the numbers of imports. For example: tag 1 3 urgent")
	}
	tag := words[len(words)-1]
	which, err := chosenSaved(s, strings.Join(words[:len(words)-1], " "))
	if err != nil {
		return err
	}
	var ids []string
	alone := 0
	for i := range which {
		ids = append(ids, which[i].ID)
		if which[i].Case == nil {
			alone++
		}
	}
	n := 0
	if err := s.do(func(ctx context.Context) (err error) { n, err = s.app.Tag(ctx, ids, tag, remove); return err }); err != nil {
		return err
	}
	if remove {
		s.out.say("Tag %s taken off: %s", quoted(tag), english.Plural(n, "import", "imports"))
		return nil
	}
	s.out.say("Tagged %s: %s", quoted(tag), english.Plural(n, "import", "imports"))
	if alone > 0 {
		s.out.say("A case was begun for each that stood alone: %d", alone)
	}
	return nil
}

// putIntoCase puts imports into a case that is chosen, or into a new one.
func putIntoCase(s *session, arg string) error {
	which, err := chosenSaved(s, arg)
	if err != nil {
		return err
	}
	id, person, err := s.caseFor(&which[0])
	if err != nil {
		return err
	}
	for i := range which {
		if _, err := joinAs(s, id, which[i].ID, person); err != nil {
			return fmt.Errorf("the import of %s, %s, does not go into the case: %w. %d before it went there", which[i].Person(), which[i].Bank(), err, i)
		}
		person = ""
	}
	s.out.say("Put into case %s: %s", id, english.Plural(len(which), "import", "imports"))
	return nil
}

// caseFor asks for the case into which imports go. A new one begins with the person of the first import.
func (s *session) caseFor(first *saved.Entry) (id, person string, err error) {
	all, err := allCases(s)
	if err != nil {
		return "", "", err
	}
	var open []option
	for i := range all {
		if st := all[i].State; st != nil && !st.Erased && st.ReadOnly == "" {
			open = append(open, option{st.ID, caseLine(&all[i])})
		}
	}
	if len(open) > 0 {
		to, err := s.choose("Where do they go?", []option{{"into", "into a case that is there"}, {"new", "into a new case"}}, -1)
		if err != nil {
			return "", "", err
		}
		if to.value == "into" {
			o, err := s.choose("Which case?", open, -1)
			return o.value, "", err
		}
	}
	label, err := s.needed("", "What the new case is called, such as loan-17:", "a case needs a label")
	if err != nil {
		return "", "", err
	}
	who := (*cases.SignerError)(nil)
	if person = first.Person(); len(first.Owners) > 0 { // owners stand before co-owners
		person = first.Owners[0].String()
	}
	if err := s.do(func(ctx context.Context) error { return s.app.Cases().Signer(ctx, first.ID) }); errors.As(err, &who) {
		if person, err = s.signer(who); err != nil {
			return "", "", err
		}
	} else if err != nil {
		return "", "", err
	}
	err = s.do(func(ctx context.Context) (err error) {
		id, err = s.app.Cases().New(ctx, label, casefile.Person{Name: person, Role: casefile.Applicant, OwnerExternalID: first.OwnerExternalID.String()})
		return err
	})
	return id, person, err
}
