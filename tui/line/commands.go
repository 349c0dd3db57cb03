package line

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"aisdesk/aisclient/text"
)

// need says why a command cannot be used where the user is; nil says that it can.
type need func(s *session) error

func anywhere(*session) error { return nil }

func needData(s *session) error {
	if s.work == nil {
		return errors.New("no import is open. library lists the saved ones, and open with a number opens one")
	}
	return nil
}

func needList(s *session) error {
	if s.here().list == nil {
		return errors.New("this needs a list, and there is none here. library, transactions, accounts and findings have one")
	}
	return nil
}

func needTable(s *session) error {
	if s.shown().cells == nil {
		return errors.New("there is no table here. accounts, cards, transactions and analytics have one")
	}
	return nil
}

func needRows(s *session) error {
	if s.shown().rows == nil {
		return errors.New("the items of this place have no rows. analytics, findings and verdict have")
	}
	return nil
}

// in is the need of a place; way says how to get there.
func in(name, where, way string) need {
	return func(s *session) error {
		if s.here().name != name {
			return fmt.Errorf("this works %s. %s goes there", where, way)
		}
		return nil
	}
}

var (
	inLibrary = in(placeLibrary, "in the library", "library")
	inCase    = in(placeCase, "in a case", "cases")
	inPending = in(placePending, "among pending imports", "pending")
	inViews   = in(placeViews, "among saved views", "views")
)

func inRows(s *session) error {
	if err := needData(s); err != nil {
		return err
	}
	return in(placeRows, "among transactions", "transactions")(s)
}

func inRanking(s *session) error {
	if s.shown().ranking == nil {
		return errors.New("inside works on a ranking. analytics by category makes one")
	}
	return nil
}

// or is a need that another one may meet as well; the other one says what is missing.
func (n need) or(other need) need {
	return func(s *session) error {
		if n(s) == nil {
			return nil
		}
		return other(s)
	}
}

// command is one thing that can be typed.
type command struct {
	names []string // the first is the one that help shows
	args  string   // how its argument is written; empty for none
	about string
	needs need
	do    func(s *session, arg string) error
}

// parts are all commands, by what they are about.
func parts() []part {
	return []part{{"In this list", listCommands}, {"Of the library", libraryCommands}, {"Of the import", importCommands}, {"Of its rows", slices.Concat(rowCommands, viewCommands)},
		{"Of its figures", analysisCommands}, {"Of its claims", claimCommands}, {"Of cases", caseCommands}, {"Everywhere", general}}
}

type part struct {
	name     string
	commands []command
}

// commands is the table that dispatch and help read.
func commands() []command {
	var all []command
	for _, p := range parts() {
		all = append(all, p.commands...)
	}
	return all
}

func noArg(f func(s *session) error) func(*session, string) error {
	return func(s *session, _ string) error { return f(s) }
}

var general []command

func init() { // the table and the help refer to each other
	general = []command{
		{[]string{"help", "?"}, "COMMAND or all", "tells of the commands of this place, of one, or with all of every one", anywhere, help},
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
		{[]string{"forget"}, "NUMBER", "drops a pending import, or deletes a saved view", inViews.or(inPending), forget},
		{[]string{"purge"}, "", "deletes the expired imports", anywhere, noArg(purge)},
		{[]string{"settings"}, "", "lists the settings; open changes one", anywhere, noArg(settings)},
		{[]string{"mask"}, "on or off", "hides account numbers and what tells who somebody is, or says them again", anywhere, mask},
		{[]string{"unlock"}, "", "asks for the passphrase of encrypted imports", anywhere, noArg(unlock)},
		{[]string{"calls"}, "", "lists the calls to the provider", anywhere, noArg(calls)},
		{[]string{"open"}, "NUMBER or FILE", "opens an item of the list, an import by its id, or a file", anywhere, openAny},
	}
}

var listCommands = []command{
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
	{[]string{"table"}, "", "says the page as a table, a line for each cell", needTable, table},
	{[]string{"rows"}, "NUMBER", "goes to the rows behind an item", needRows, rowsOf},
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

// elsewhere says of what users may look for here where it is done, or why it is not.
var elsewhere = map[string]string{
	"note": "case note does it", "status": "case status does it", "approve": "case approve does it", "refer": "case refer does it",
	"reject": "case reject does it", "exclude": "case exclude does it", "include": "case include does it", "relabel": "case relabel does it", "diff": "compare in the library does it",
	"lexicon": "aisdesk lexicon does it, on the command line", "encrypt": "aisdesk encrypt does it, on the command line", "data": "aisdesk case data does it, on the command line",
	"theme": "There are no colours", "mouse": "There is no mouse",
}

// usable reports whether a command works where the user is.
func (c *command) usable(s *session) bool { return c.needs(s) == nil }

// find finds the command that a line begins with: by its name, or the only beginning of one that works here.
func find(line string, s *session) (command, string, error) {
	word, rest, _ := strings.Cut(line, " ")
	word, rest = strings.ToLower(word), strings.TrimSpace(rest)
	var begins []command
	for _, c := range commands() {
		for i, n := range c.names {
			switch {
			case n == word:
				return c, rest, c.needs(s)
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

// belonging are the commands of each place of which help tells first.
var belonging = map[string]string{
	placeHome: "new library cases pending open settings", placeLibrary: "open sort mark unmark tag untag put compare again delete",
	placePending: "open forget", placeViews: "open forget", placeImport: "overview accounts transactions findings analytics income services verdict report case",
	placeRows: "open filter unfilter period sort then mark totals export case", "accounts": "open rows table", "cards": "open rows table",
	"findings": "open rows", "analytics": "inside rows table export", "comparison": "rows", "services": "open ask", "verdict": "claim open rows drop undo policy report",
	"claims": "claim drop undo", "cases": "open case", placeCase: "case open undo", placePortfolio: "open", "settings": "open", "calls": "open",
}

// help tells of the commands of this place, then names what else works here. With a command it tells of that one, and with all
// of every command and of what this mode does not do.
func help(s *session, arg string) error {
	switch arg {
	case "":
		helpHere(s)
		return nil
	case "all":
		helpAll(s)
		return nil
	}
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

func helpHere(s *session) {
	first := strings.Fields(belonging[s.here().name])
	all := commands()
	s.out.say("Commands of this place, %s:", s.here().name)
	for _, name := range first {
		i := slices.IndexFunc(all, func(c command) bool { return c.names[0] == name })
		if c := &all[i]; c.usable(s) {
			s.out.say("%s", usage(c))
		}
	}
	for _, p := range parts() {
		var names []string
		for _, c := range p.commands {
			if c.usable(s) && !slices.Contains(first, c.names[0]) {
				names = append(names, c.names[0])
			}
		}
		if len(names) > 0 {
			s.out.say("%s: %s", p.name, strings.Join(names, ", "))
		}
	}
	s.out.say("help with a command tells of it, help all of every command and of what is done elsewhere")
}

func helpAll(s *session) {
	for _, c := range commands() {
		s.out.say("%s", usage(&c))
	}
	s.out.say("Not in this mode, or by another name:")
	for _, what := range slices.Sorted(maps.Keys(elsewhere)) {
		s.out.say("%s: %s", what, elsewhere[what])
	}
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
