package line

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/intake"
	saved "aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
)

// The names of places that commands ask for.
const (
	placeHome    = "home"
	placeLibrary = "library"
	placePending = "pending imports"
	placeImport  = "import"
	placeRows    = "transactions"
)

// goHome makes home the only place.
func (s *session) goHome() {
	s.work = nil
	s.places = []*place{{name: placeHome, hint: "new begins a verification, library lists the saved imports", head: func() string { return homeHead(s) }}}
}

func homeHead(s *session) string {
	index, err := s.app.Imports(s.ctx)
	if err != nil {
		return "Home. The saved imports cannot be listed: " + text.Clean(err.Error()).String()
	}
	said := "Home, " + english.Plural(index.Len(), "saved import", "saved imports")
	if pending, err := s.app.Pending(s.ctx); err == nil && len(pending) > 0 {
		said += ", " + english.Plural(len(pending), "import goes on", "imports go on") + " at the provider"
	}
	if doubt, wrong := errors.AsType[*archive.ClockError](s.app.DoubtClock()); wrong {
		said += ". " + strings.TrimSuffix(doubt.Warning(), ".")
	}
	return said
}

// library lists the saved imports that fit a search line.
func library(s *session, words string) error {
	index, err := s.app.Imports(s.ctx)
	if err != nil {
		return err
	}
	q, err := saved.Parse(words, aisclient.DateIn(s.opts.Now()))
	if err != nil {
		return err
	}
	var found []saved.Entry
	for _, n := range index.Find(q, saved.ByDate) {
		found = append(found, index.Entry(int(n)))
	}
	all := index.Len()
	head := func() string {
		if words != "" {
			return fmt.Sprintf("Library, %d of %s hold %s, newest first", len(found), english.Plural(all, "import", "imports"), quoted(words))
		}
		return "Library, " + english.Plural(all, "import", "imports") + ", newest first"
	}
	listSaved(s, head, found)
	return nil
}

// listSaved goes to a list of saved imports.
func listSaved(s *session, head func() string, found []saved.Entry) {
	s.goTo(&place{name: placeLibrary, head: head, hint: "open 1 opens the first one",
		list: &list{one: "import", many: "imports", n: len(found),
			item:  func(i int) string { return savedLine(s, &found[i]) },
			open:  func(i int) error { return openSaved(s, found[i].ID) },
			cells: func(i int) [][2]string { return savedCells(&found[i]) }}})
	s.here().list.saved = found
}

// savedLine is a saved import on one line: the person, the bank, what it holds, its state, the time last.
func savedLine(s *session, e *saved.Entry) string {
	state := ""
	switch {
	case e.Damaged != nil:
		state = "damaged"
	case e.Expired(s.opts.Now()):
		state = "expired"
	}
	if e.Locked {
		return join("locked: customer and bank are sealed", e.State.String(), e.Completeness(), e.Environment.String(), state, e.Created.UTC().Format(stamp))
	}
	decision := e.Decision()
	if decision != "" {
		decision = "decided: " + decision
	}
	h := holding(e)
	return join(e.Person(), text.First(e.OfficialName, e.Target, text.Clean("bank unknown")).String(), "customer "+e.OwnerExternalID.String(),
		english.Plural(h.Accounts, "account", "accounts"), english.Plural(h.Transactions, "row", "rows"), e.Environment.String(), decision, state,
		e.Created.UTC().Format(stamp))
}

// stamp is how a time is said.
const stamp = "2006-01-02 15:04"

// holding are the counts of an import; zero where nobody has counted.
func holding(e *saved.Entry) archive.Counts {
	if e.Counts == nil {
		return archive.Counts{}
	}
	return *e.Counts
}

func savedCells(e *saved.Entry) [][2]string {
	if e.Locked {
		return [][2]string{{"Id", e.ID}, {"Environment", e.Environment.String()}, {"State", join(e.State.String(), e.Completeness())}, {"Encrypted", "yes"},
			{"Saved", e.Created.UTC().Format(stamp) + " UTC"}}
	}
	h := holding(e)
	encrypted := "no"
	if e.Encryption == archive.EncryptionAge {
		encrypted = "yes"
	}
	return [][2]string{{"Customer", e.Person()}, {"Bank", text.First(e.OfficialName, e.Target).String()}, {"Customer id", e.OwnerExternalID.String()}, {"Id", e.ID},
		{"Environment", e.Environment.String()}, {"State", e.State.String()}, {"Accounts", fmt.Sprint(h.Accounts)},
		{"Rows", fmt.Sprint(h.Transactions)}, {"Encrypted", encrypted}, {"Saved", e.Created.UTC().Format(stamp) + " UTC"}}
}

// savedAt is the saved import of a number of the library.
func savedAt(s *session, arg string) (*saved.Entry, error) {
	if s.here().name != placeLibrary {
		return nil, errors.New("this works in the library. library goes there")
	}
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
	s.out.say("Deleted: import %s", e.ID)
	return library(s, "")
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

func purge(s *session) error {
	index, err := s.app.Imports(s.ctx)
	if err != nil {
		return err
	}
	n := index.Expired(s.opts.Now())
	if n == 0 {
		return errors.New("nothing has expired")
	}
	s.out.say("%s expired. What is deleted cannot be brought back", english.Plural(n, "import has", "imports have"))
	if err := s.confirm("delete"); err != nil {
		return err
	}
	if n, err = s.app.Purge(s.ctx); err != nil {
		return err
	}
	s.out.say("Deleted: %s", english.Plural(n, "import", "imports"))
	return nil
}

// pendingImports lists what goes on at the provider.
func pendingImports(s *session) error {
	all, err := s.app.Pending(s.ctx)
	if err != nil {
		return err
	}
	s.goTo(&place{name: placePending, hint: "open 1 goes on with the first one, forget 1 drops it",
		head: func() string {
			return firstUpper(placePending) + ", " + english.Plural(len(all), "import", "imports") + ", newest first"
		},
		list: &list{one: "import", many: "pending imports", n: len(all), pending: all,
			item: func(i int) string {
				p := all[i]
				return join(text.First(p.OfficialName, p.Target).String(), "customer "+p.OwnerExternalID.String(), "command "+p.CommandID.String(), p.Started.UTC().Format(stamp))
			},
			open: func(i int) error {
				v, err := s.app.Resume(all[i])
				if err != nil {
					return err
				}
				return runVerification(s, v, app.VerificationRequest{Request: intake.Request{OwnerExternalID: all[i].OwnerExternalID.String()}})
			}}})
	return nil
}

func forget(s *session, arg string) error {
	if s.here().name != placePending {
		return errors.New("this works among pending imports. pending goes there")
	}
	i, err := s.nth(arg)
	if err != nil {
		return err
	}
	p := s.shown().pending[i]
	if err := s.app.Forget(s.ctx, p); err != nil {
		return err
	}
	s.out.say("Dropped: command %s. The provider was not asked to stop it", p.CommandID)
	return pendingImports(s)
}

// openAny opens an item of the list by its number, else an import by its id or a file.
func openAny(s *session, arg string) error {
	if arg == "" {
		return errors.New("open needs a number of the list, the id of an import, or a file")
	}
	if s.here().list != nil && strings.Trim(arg, "0123456789") == "" {
		return openItem(s, arg)
	}
	var r app.Reply
	err := s.do(func(ctx context.Context) (err error) { r, err = s.app.Find(ctx, arg); return err })
	if err != nil {
		return err
	}
	return openReply(s, r)
}

// unlock asks for the passphrase of encrypted imports; whoever asks says that it is typed without echo.
func unlock(s *session) error {
	if s.in.asked {
		s.out.say("Press Enter first, then type the passphrase")
	}
	if err := s.app.Unlock(s.ctx); err != nil {
		return err
	}
	s.locked = false
	s.out.say("The imports can be read")
	return nil
}

// calls lists what was asked of the provider in this run.
func calls(s *session) error {
	all := s.app.Exchanges()
	s.goTo(&place{name: "calls", head: func() string {
		return "Calls, " + english.Plural(len(all), "call", "calls") + " to the provider, oldest first"
	},
		list: &list{one: "call", many: "calls", n: len(all),
			item: func(i int) string {
				x := all[i]
				return join(x.Op, callState(x.Status, x.Err), fmt.Sprintf("%d ms", x.Duration.Round(time.Millisecond).Milliseconds()))
			},
			open: func(i int) error {
				x := all[i]
				for _, c := range [][2]string{{"What", x.Op}, {"Request", x.Method + " " + x.Host + x.Path}, {"Query", x.Query}, {"Answer", callState(x.Status, x.Err)},
					{"Size", fmt.Sprintf("%d bytes", x.ResponseSize)}, {"Time", x.Started.UTC().Format(stamp) + " UTC"}} {
					s.out.fact(c[0], c[1])
				}
				return nil
			}}})
	return nil
}

func callState(status int, failure string) string {
	switch {
	case failure != "":
		return "failed, " + failure
	case status == 0:
		return "no answer"
	}
	return fmt.Sprintf("answered %d", status)
}
