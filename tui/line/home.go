package line

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/intake"
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

// stamp is how a time is said.
const stamp = "2006-01-02 15:04"

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
				return join(text.First(p.OfficialName, p.Target).String(), customer(p.OwnerExternalID.String()), "command "+p.CommandID.String(), p.Started.UTC().Format(stamp))
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
	if s.here().name == placeViews {
		return dropView(s, arg)
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

// preference is one setting: its values, how it is read and changed.
type preference struct {
	name   string
	values []option
	get    func(*app.Settings) string
	put    func(*app.Settings, string)
}

var yesNo = []option{{"", "no"}, {"yes", "yes"}}

func word(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

var preferences = []preference{
	{"Accessible mode at the next start", []option{{"", "as the command line says"}, {"yes", "yes"}, {"no", "no"}},
		func(s *app.Settings) string { return s.Memory[app.MemoryAccessible] },
		func(s *app.Settings, v string) { remember(s, app.MemoryAccessible, v) }},
	{"Open the browser", yesNo, func(s *app.Settings) string { return word(s.OpenBrowser) }, func(s *app.Settings, v string) { s.OpenBrowser = v != "" }},
	{"Language of the customer's page", []option{{"en", "English"}, {"pl", "polski"}, {"cz", "čeština"}, {"es", "español"}},
		func(s *app.Settings) string { return s.Language }, func(s *app.Settings, v string) { s.Language = v }},
	{"Keep imports", []option{{"7", "7 days"}, {"30", "30 days"}, {"90", "90 days"}, {"365", "1 year"}, {"0", "until deleted"}},
		func(s *app.Settings) string { return strconv.Itoa(s.RetentionDays) },
		func(s *app.Settings, v string) { s.RetentionDays, _ = strconv.Atoi(v) }},
	{"Privacy mask", yesNo, func(s *app.Settings) string { return word(s.Masked) }, func(s *app.Settings, v string) { s.Masked = v != "" }},
}

func remember(s *app.Settings, key, value string) {
	if s.Memory == nil {
		s.Memory = map[string]string{}
	}
	s.Memory[key] = value
}

// settings lists the settings; open changes one.
func settings(s *session) error {
	s.goTo(&place{name: "settings", hint: "open 1 changes the first setting. The privacy mask hides account numbers and what tells who somebody is; names and amounts are said. Theme, numbers and mouse are the screen's alone",
		head: func() string { return "Settings, " + english.Plural(len(preferences), "setting", "settings") },
		list: &list{one: "setting", many: "settings", n: len(preferences),
			item: func(i int) string {
				set := s.app.Settings()
				return preferences[i].name + ", " + preferences[i].values[preferences[i].at(&set)].name
			},
			open: func(i int) error { return changeSetting(s, i) }}})
	return nil
}

// at is the index of the value in force; one that is not offered counts as the first.
func (p *preference) at(set *app.Settings) int {
	return max(slices.IndexFunc(p.values, func(o option) bool { return o.value == p.get(set) }), 0)
}

func changeSetting(s *session, i int) error {
	p := &preferences[i]
	set := s.app.Settings().Clone()
	o, err := s.choose(p.name+"?", p.values, p.at(&set))
	if err != nil {
		return err
	}
	p.put(&set, o.value)
	if err := saveSettings(s, set); err != nil {
		return err
	}
	s.out.say("Saved: %s, %s", p.name, o.name)
	return nil
}

// saveSettings saves settings and puts the privacy mask in force.
func saveSettings(s *session, set app.Settings) error {
	if err := s.app.SaveSettings(set); err != nil {
		return fmt.Errorf("the setting was not saved: %w", err)
	}
	s.out.masked = set.Masked
	return nil
}

// mask hides account numbers and what tells who somebody is, or has them said again.
func mask(s *session, arg string) error {
	set := s.app.Settings().Clone()
	switch strings.ToLower(arg) {
	case "on":
		set.Masked = true
	case "off":
		set.Masked = false
	case "":
		set.Masked = !set.Masked
	default:
		return fmt.Errorf("%s is neither on nor off", quoted(arg))
	}
	if err := saveSettings(s, set); err != nil {
		return err
	}
	if set.Masked {
		s.out.say("The privacy mask is on. Account numbers and what tells who somebody is are hidden; names and amounts are said")
	} else {
		s.out.say("The privacy mask is off")
	}
	return nil
}
