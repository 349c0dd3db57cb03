package line

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"

	"aisdesk/aisclient/text"
)

// need says where a command can be used.
type need uint8

const (
	anywhere need = iota
	needList      // where there is a list
	needData      // once an import is open
	needRows      // among transactions
)

// command is one thing that can be typed.
type command struct {
	names []string // the first is the one that help shows
	args  string   // how its argument is written; empty for none
	about string
	needs need
	do    func(s *session, arg string) error
}

// Command is a command as help tells of it.
type Command struct{ Name, Args, About string }

// Commands are all commands of the mode, in the order of the help.
func Commands() []Command {
	var out []Command
	for _, c := range commands() {
		out = append(out, Command{c.names[0], c.args, c.about})
	}
	return append(out, Command{"cancel", "", "stops the verification that runs"},
		Command{"copy", "", "puts the link on the clipboard"}, Command{"link", "", "says the link again"},
		Command{"code", "CODE", "takes the code of the customer's page"}, Command{"paste", "SESSION", "takes a session in place of the page's"})
}

// commands is the table that dispatch, help and the test of parity read.
func commands() []command {
	var all []command
	for _, part := range [][]command{general, caseCommands, importCommands, rowCommands, analysisCommands, claimCommands} {
		all = append(all, part...)
	}
	return all
}

func noArg(f func(s *session) error) func(*session, string) error {
	return func(s *session, _ string) error { return f(s) }
}

var general []command

func init() { // the table and the help refer to each other
	general = []command{
		{[]string{"help", "?"}, "COMMAND", "lists the commands of this place, or tells of one", anywhere, help},
		{[]string{"repeat"}, "", "says the last answer again", anywhere, noArg(func(s *session) error { s.out.repeat(); return nil })},
		{[]string{"back"}, "", "goes back one place", anywhere, noArg((*session).back)},
		{[]string{"quit", "exit"}, "", "leaves the program", anywhere, func(*session, string) error { return errQuit }},
		{[]string{"where", "state"}, "", "says where you are", anywhere, noArg(func(s *session) error { s.out.say("%s", s.here().head()); return nil })},
		{[]string{"hints"}, "", "says the hint of every place once more", anywhere, hints},
		{[]string{"home"}, "", "goes to the first place", anywhere, noArg(func(s *session) error { s.goHome(); s.enter(); return nil })},
		{[]string{"new", "verify"}, "", "begins a verification; asks what it needs", anywhere, noArg(askRequest)},
		{[]string{"library", "imports", "search"}, "WORDS", "lists the saved imports, or those that hold words", anywhere, library},
		{[]string{"portfolio", "verdicts"}, "", "counts the verdicts of all imports by outcome, bank and month", anywhere, noArg(countVerdicts)},
		{[]string{"pending"}, "", "lists imports that go on at the provider", anywhere, noArg(pendingImports)},
		{[]string{"forget"}, "NUMBER", "drops a pending import", needList, forget},
		{[]string{"delete"}, "NUMBER", "deletes a saved import, here or at the provider as well", needList, deleteImport},
		{[]string{"again"}, "NUMBER", "imports again with the saved access", needList, again},
		{[]string{"purge"}, "", "deletes the expired imports", anywhere, noArg(purge)},
		{[]string{"settings"}, "", "lists the settings; open changes one", anywhere, noArg(settings)},
		{[]string{"unlock"}, "", "asks for the passphrase of encrypted imports", anywhere, noArg(unlock)},
		{[]string{"calls"}, "", "lists the calls to the provider", anywhere, noArg(calls)},
		{[]string{"open"}, "NUMBER or FILE", "opens an item of the list, an import by its id, or a file", anywhere, openAny},
		{[]string{"next"}, "", "the next page", needList, noArg(func(s *session) error {
			return turn(s, func(l *list, size, _ int) (int, error) { return l.at/size + 1, nil })
		})},
		{[]string{"previous"}, "", "the page before", needList, noArg(func(s *session) error {
			return turn(s, func(l *list, size, _ int) (int, error) { return (l.at+size-1)/size - 1, nil })
		})},
		{[]string{"first"}, "", "the first page", needList, noArg(func(s *session) error {
			return turn(s, func(*list, int, int) (int, error) { return 0, nil })
		})},
		{[]string{"last"}, "", "the last page", needList, noArg(func(s *session) error {
			return turn(s, func(_ *list, _, last int) (int, error) { return last, nil })
		})},
		{[]string{"page"}, "NUMBER", "a page by its number", needList, pageNumber},
		{[]string{"find"}, "WORDS", "goes to the next item that holds words", needList, findItem},
		{[]string{"table"}, "", "says the page as a table, a line for each cell", needList, table},
		{[]string{"rows"}, "NUMBER", "goes to the rows behind an item", needList, rowsOf},
	}
}

func pageNumber(s *session, arg string) error {
	return turn(s, func(_ *list, _, last int) (int, error) {
		var n int
		if _, err := fmt.Sscanf(arg, "%d", &n); err != nil || n < 1 || n > last+1 {
			return 0, fmt.Errorf("%s is not between 1 and %d. Type the number of a page", quoted(arg), last+1)
		}
		return n - 1, nil
	})
}

// elsewhere says of what users may look for here where it is done.
var elsewhere = map[string]string{
	"tag": "case tag does it", "note": "case note does it", "status": "case status does it", "approve": "case approve does it", "refer": "case refer does it",
	"reject": "case reject does it", "exclude": "case exclude does it", "include": "case include does it", "relabel": "case relabel does it", "diff": "aisdesk diff does it, on the command line",
	"lexicon": "aisdesk lexicon does it, on the command line", "encrypt": "aisdesk encrypt does it, on the command line",
	"theme": "There are no colours", "mouse": "There is no mouse", "mask": "The mask is for a screen that others see",
}

// usable reports whether a command works where the user is.
func (c *command) usable(s *session) bool {
	switch c.needs {
	case needList:
		return s.here().list != nil
	case needData:
		return s.work != nil
	case needRows:
		return s.work != nil && s.here().name == placeRows
	}
	return true
}

// find finds the command that a line begins with: by its name, or the only beginning of one that works here.
func find(line string, s *session) (command, string, error) {
	word, rest, _ := strings.Cut(line, " ")
	word, rest = strings.ToLower(word), strings.TrimSpace(rest)
	var begins []command
	for _, c := range commands() {
		for i, n := range c.names {
			switch {
			case n == word:
				return c, rest, c.refuse(s)
			case i == 0 && strings.HasPrefix(n, word) && c.usable(s):
				begins = append(begins, c)
			}
		}
	}
	switch len(begins) {
	case 1:
		return begins[0], rest, nil
	case 0:
		if who := elsewhere[word]; who != "" {
			return command{}, "", fmt.Errorf("there is no command %s in this mode. %s", quoted(word), who)
		}
		return command{}, "", s.unknown(word)
	}
	var names []string
	for _, c := range begins {
		names = append(names, c.names[0])
	}
	sort.Strings(names)
	return command{}, "", fmt.Errorf("%s begins several commands. Type one of: %s", quoted(word), strings.Join(names, ", "))
}

// unknown says that a word is no command. Where something is locked it may be of a passphrase, and is not said again.
func (s *conversation) unknown(word string) error {
	if s.locked {
		return errors.New("there is no such command. unlock asks for the passphrase, and help lists the commands")
	}
	return fmt.Errorf("there is no command %s. help lists the commands", quoted(word))
}

// named reports whether a word is the whole name of a command.
func named(word string) bool {
	return slices.ContainsFunc(commands(), func(c command) bool { return slices.Contains(c.names, word) })
}

// refuse says why a command does not work where the user is.
func (c *command) refuse(s *session) error {
	switch {
	case c.usable(s):
		return nil
	case c.needs == needData, c.needs == needRows && s.work == nil:
		return errors.New("no import is open. library lists the saved ones, and open with a number opens one")
	case c.needs == needRows:
		return fmt.Errorf("%s works among transactions. transactions goes there", c.names[0])
	}
	return fmt.Errorf("the command %s needs a list, and there is none here. library, transactions, accounts and findings have one", c.names[0])
}

// help lists the commands that work here, or tells of one.
func help(s *session, arg string) error {
	if arg != "" {
		for _, c := range commands() {
			for _, n := range c.names {
				if text.Fold(n) == text.Fold(arg) {
					s.out.say("%s", usage(&c))
					return nil
				}
			}
		}
		return fmt.Errorf("there is no command %s. help lists the commands", quoted(arg))
	}
	s.out.say("Commands of this place, %s:", s.here().name)
	for _, c := range commands() {
		if c.usable(s) {
			s.out.say("%s", usage(&c))
		}
	}
	return nil
}

func usage(c *command) string {
	return strings.TrimSpace(c.names[0]+" "+c.args) + ": " + c.about
}

// hints has the hints of places said again.
func hints(s *session, _ string) error {
	s.hinted = map[string]bool{}
	s.out.say("Each place says its hint once more")
	return nil
}
