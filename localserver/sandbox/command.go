package sandbox

import (
	"strconv"
	"time"

	"aisdesk/localserver/sandbox/bank"
)

// defaultImport starts a session's one import.
func defaultImport(c *call) answer {
	s, r := c.signedSession()
	if r != nil {
		return answer{refusal: r}
	}
	since, r := c.since()
	if r != nil {
		return answer{refusal: r}
	}
	return c.started(command{session: s, since: s.reach(since, today(c.now))})
}

// since is the day that imports of transactions name; it is taken as required.
func (c *call) since() (bank.Day, *refusal) {
	since, err := bank.ParseDay(c.params.Get("since"))
	if err != nil || since > today(c.now) {
		return 0, refuse("InvalidSince", "Parameter since is not a past date of the form YYYY-MM-DD.")
	}
	return since, nil
}

// started begins a command and tells its number.
func (c *call) started(cmd command) answer {
	s := cmd.session
	cmd.today = today(c.now)
	begun, r := c.state.start(cmd, c.now)
	if r != nil {
		return answer{refusal: r}
	}
	owner := s.owner
	if c.effects.wrongOwner {
		owner = "someone-else-" + digest(c.options.Seed, owner, 8)
	}
	return answer{status: 202, owner: owner, schema: "command_setup.xsd", xml: func(x *xmlWriter) {
		x.open("command", attr{"id", begun.id}, attr{"state", c.effects.word("setup")}, attr{"name", begun.name()})
		writeProgress(x, 0)
		x.close("command")
	}}
}

// name is the command's as the catalog lists it.
func (c *command) name() string {
	if c.part != nil {
		return c.part.name
	}
	return "DefaultImportCommand"
}

// schema is the file name of a finished command's schema.
func (c *command) schema() string {
	if c.part != nil {
		return c.part.schema
	}
	return "default_import.xsd"
}

// signedSession reads the two parameters that every session command has.
func (c *call) signedSession() (*session, *refusal) {
	for _, name := range []string{"sessionId", "sessionIdSignature"} {
		if c.params.Get(name) == "" {
			return nil, refuse("InvalidParameter", "Parameter "+name+" is missing.")
		}
	}
	return c.state.find(c.params.Get("sessionId"), c.params.Get("sessionIdSignature"), c.now)
}

// reach is the day the import may go back to: the later of since and maxImportDate, and at PSD2 banks no more than
// 90 days unless the customer did the extra authentication.
func (s *session) reach(since, today bank.Day) bank.Day {
	oldest, err := bank.ParseDay(s.psd2.MaxImportDate)
	if err == nil {
		since = max(since, oldest)
	}
	free := today - bank.Day(freeHistory/(24*time.Hour))
	if s.target.PSD2 && s.origin != "mock" && !(s.psd2.ForceSCA && err == nil && oldest < free) {
		since = max(since, free)
	}
	return since
}

// stage is how far a command is.
type stage struct {
	state    string
	progress int
	final    bool
}

// stage follows from the time alone, so that a thousand waiting commands cost nothing.
func (s *Sandbox) stage(cmd *command, e *effects, now time.Time) stage {
	passed := now.Sub(cmd.started)
	setup := time.Duration(float64(setupTime)/s.options.Speed) + e.setup
	running := time.Duration(float64(importTime)/s.options.Speed) + e.running
	if passed < setup {
		return stage{state: "setup"}
	}
	share := float64(passed-setup) / float64(running)
	if e.outcome != "" && share >= 0.6 {
		return stage{state: e.outcome, progress: 20, final: true}
	}
	if share >= 1 {
		return stage{state: "successful", final: true}
	}
	g := stage{state: "in_progress", progress: progress(e.curve, share)}
	if e.stateWord != "" && share >= 0.4 {
		g.state = e.stateWord
	}
	return g
}

// steps are the values that a bank's import jumps between.
var steps = []int{5, 12, 20, 35, 50, 60, 75, 90, 95}

func progress(curve string, share float64) int {
	switch curve {
	case "linear":
		return int(share * 100)
	case "stuck":
		return min(99, int(share*400))
	case "backwards":
		return 100 - int(share*100)
	case "zero":
		return 0
	case "over":
		return int(share * 250)
	}
	return steps[min(len(steps)-1, int(share*float64(len(steps))))]
}

// commandStatus is the poll. The reply of a finished import carries its whole result; a failed one is HTTP 200 too.
func commandStatus(c *call) answer {
	cmd, reads := c.state.read(c.id)
	if cmd == nil || c.now.Sub(cmd.started) > retention {
		return answer{refusal: refuse("InvalidCommandId", "Command "+c.id+" does not exist.")}
	}
	g := c.stage(cmd, c.effects, c.now)
	if g.final && c.state.countFinal(cmd) == 2 && c.effects.finalTwice {
		g = stage{state: "in_progress", progress: steps[len(steps)-1]}
	}
	schema := "command_setup.xsd"
	if g.state == "successful" {
		schema = cmd.schema()
	}
	return answer{schema: schema, final: g.final, xml: func(x *xmlWriter) { c.writeCommand(x, cmd, g, reads) }}
}

func (c *call) writeCommand(x *xmlWriter, cmd *command, g stage, reads uint64) {
	at := []attr{{"id", cmd.id}, {"state", c.effects.word(g.state)}, {"name", cmd.name()}}
	if g.final {
		at = append(at, attr{"target", cmd.session.target.Name}, attr{"institution", cmd.session.target.Institution})
	}
	x.open("command", at...)
	writeProgress(x, g.progress)
	switch {
	case g.state == "successful":
		p := printer{x: x, dice: chance(c.options.Seed, "read "+cmd.id+" "+strconv.FormatUint(reads, 10)), partial: c.effects.partial}
		p.command(cmd, c.statement(cmd, c.effects))
	case g.final:
		c.effects.words(c.effects.cause.in(cmd.session.target.Country)).writeXML(x)
	}
	x.close("command")
}

func writeProgress(x *xmlWriter, n int) {
	x.open("progress")
	x.leaf("value", strconv.Itoa(n))
	x.close("progress")
}
