package setupcmd

import (
	"context"
	"fmt"
	"os/user"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/keyring"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// questions ask until an answer can be used.
type questions struct {
	ctx  context.Context
	talk *cli.Dialog
}

// line asks with a default, which Enter takes. check returns the answer as it is kept, or why it cannot be.
func (q questions) line(what, usual string, check func(string) (string, error)) (string, error) {
	prompt := what + ": "
	if usual != "" {
		prompt = what + " [" + text.Clean(usual).String() + "]: "
	}
	for {
		answer, err := q.talk.Line(q.ctx, prompt)
		if err != nil {
			return "", err
		}
		if answer = strings.TrimSpace(answer); answer == "" {
			answer = usual
		}
		kept, err := check(answer)
		if err == nil {
			return kept, nil
		}
		q.talk.Say("%s.", strings.TrimRight(text.Clean(err.Error()).String(), ".?"))
	}
}

// oneOf asks for one of some words; their beginning is enough.
func (q questions) oneOf(what, usual string, words ...string) (string, error) {
	return q.line(what+" ("+strings.Join(words, ", ")+")", usual, func(s string) (string, error) {
		for _, w := range words {
			if s != "" && strings.HasPrefix(w, strings.ToLower(s)) {
				return w, nil
			}
		}
		return "", fmt.Errorf("%q is none of %s", s, english.List(words))
	})
}

// answers are what was said.
type answers struct {
	questions
	place       *config.Place
	environment string
	set         []config.Assignment // of all questions that were asked, also where nothing changes
	key         aisclient.Secret    // a new one; empty where it stays
	keep        string              // where: one of the places below
	keyFile     string
	encryption  seal.Kind // to be set up; empty where it stays
	passphrase  aisclient.Secret
}

// Places of a key.
const (
	inKeyring  = "keyring"
	inFile     = "file"
	inSettings = "settings"
)

func (a *answers) ask(prog commands) error {
	a.talk.Say("Settings of %s%s. Enter keeps what stands in brackets; Ctrl+C leaves everything as it was.", a.place.File, ofProfile(a.place.Profile))
	for _, ask := range []func(commands) error{a.askEnvironment, a.askClient, a.askKey, a.askFolder, a.askEncryption, a.askAuthor, a.askLanguage} {
		if err := ask(prog); err != nil {
			return err
		}
	}
	return nil
}

func ofProfile(name string) string {
	if name == "" {
		return ""
	}
	return ", profile " + name
}

// usual is the default of a question: what the command line says, what the file says, or else.
func (a *answers) usual(prog commands, flag, key, otherwise string) string {
	for _, s := range []string{prog.Flags[flag], a.place.Value(key), otherwise} {
		if s != "" {
			return s
		}
	}
	return ""
}

func (a *answers) keepAs(key, value string) {
	a.set = append(a.set, config.Assignment{Key: key, Value: value})
}

// said is what was answered for a setting; empty where it was not asked for, or the usual stays.
func (a *answers) said(key string) string {
	for _, s := range a.set {
		if s.Key == key {
			return s.Value
		}
	}
	return ""
}

func (a *answers) askEnvironment(prog commands) (err error) {
	a.environment, err = a.oneOf("Environment", a.usual(prog, "env", "environment", app.Sandbox), app.Sandbox, app.Test, app.Live)
	a.keepAs("environment", a.environment)
	return err
}

func (a *answers) askClient(prog commands) error {
	if a.environment == app.Sandbox {
		return nil // it has its own
	}
	id, err := a.line("Client id, as the provider's portal shows it", a.usual(prog, "client", "client", ""), func(s string) (string, error) {
		switch isTest := strings.HasSuffix(s, "-test"); {
		case s == "" || strings.ContainsAny(s, " \t/"):
			return "", fmt.Errorf("a client id is one word, for example acme-test")
		case a.environment == app.Live && isTest:
			return "", fmt.Errorf("%s is a client id of the test environment: ids of live do not end in -test", s)
		case a.environment == app.Test && !isTest:
			a.talk.Say("Note: ids of the test environment usually end in -test.")
		}
		return s, nil
	})
	a.keepAs("client", id)
	return err
}

// askKey asks for a key and where it is kept. Without an answer the key of this client stays where it is.
func (a *answers) askKey(commands) error {
	if a.environment == app.Sandbox {
		return nil
	}
	prompt, there := "API key (not shown): ", a.place.Value("api_key")+a.place.Value("api_key_from") != "" &&
		a.place.Value("client") == a.said("client") && a.place.Value("environment") == a.environment
	if there {
		prompt = "API key (not shown; Enter keeps the one that is there): "
	}
	for {
		key, err := a.talk.Hidden(a.ctx, prompt)
		if err != nil {
			return err
		}
		key = strings.TrimSpace(key)
		if key == "" && there {
			return nil
		}
		switch why := config.WrongKey(key); {
		case key == "":
			a.talk.Say("The environment %s needs an API key: the provider's portal makes one. Ctrl+C leaves everything as it was.", a.environment)
		case why != "":
			a.talk.Say("It %s. Copy it again, without spaces.", why)
		default:
			a.key = aisclient.NewSecret(key)
			return a.askWhere()
		}
	}
}

// patience is how long the keyring may take to say that it is there.
const patience = 10 * time.Second

func (a *answers) askWhere() (err error) {
	name := a.place.Profile
	if name == "" {
		name = "api"
	}
	if a.keyFile, err = filepath.Abs(filepath.Join(filepath.Dir(a.place.File), name+".key")); err != nil {
		return err
	}
	places := []string{inFile, inSettings}
	if keyring.Answers(a.ctx, keyring.System(), patience) {
		places = slices.Insert(places, 0, inKeyring)
	} else {
		a.talk.Say("There is no keyring that answers. A file of its own is %s, which you alone can read.", a.keyFile)
	}
	a.keep, err = a.oneOf("Where is the key kept", places[0], places...)
	return err
}

func (a *answers) askFolder(prog commands) error {
	if address := a.place.Value("archive"); address != "" {
		a.talk.Say("Saved imports: %s", text.Clean(address))
		return nil
	}
	c, err := prog.settings("")
	if err != nil {
		return err
	}
	folder, err := a.line("Folder of the saved imports", a.usual(prog, "data-dir", "data_dir", c.DataDir), func(s string) (string, error) {
		path, err := config.ExpandHome(s, prog.Getenv)
		if err == nil && !filepath.IsAbs(path) {
			return "", fmt.Errorf("it is a whole path, such as %s", c.DataDir)
		}
		return s, err
	})
	if folder != c.DataDir || a.place.Value("data_dir") != "" {
		a.keepAs("data_dir", folder)
	}
	return err
}

func (a *answers) askAuthor(prog commands) error {
	usual := ""
	if u, err := user.Current(); err == nil {
		usual = u.Username
	}
	author, err := a.line("Your name, for notes and decisions", a.usual(prog, "author", "case.author", usual), func(s string) (string, error) {
		if len(s) > 200 {
			return "", fmt.Errorf("it is longer than 200 bytes")
		}
		return s, nil
	})
	a.keepAs("case.author", author)
	return err
}

func (a *answers) askLanguage(prog commands) error {
	locale, err := a.line("Language of the sign-in (two letters: en, pl, cs, es)", a.usual(prog, "locale", "widget.locale", "en"), func(s string) (string, error) {
		_, _, err := intake.Request{Widget: intake.WidgetOptions{Locale: s}}.Complete(aisclient.DateIn(time.Now()))
		return s, err
	})
	a.keepAs("widget.locale", locale)
	return err
}

// agreed shows what will be written and asks whether to.
func (a *answers) agreed(p *plan) (bool, error) {
	a.talk.Say("\nThis will be written:")
	for _, l := range p.lines {
		a.talk.Say("- %s", l)
	}
	answer, err := a.oneOf("Write it", "no", "yes", "no")
	return answer == "yes", err
}
