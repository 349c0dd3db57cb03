package api

import (
	"strconv"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
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
	return c.started(state.Command{Session: s, Name: state.DefaultImportName, Since: s.Reach(since, state.Today(c.now))})
}

// since is the day that imports of transactions name; it is taken as required.
func (c *call) since() (bank.Day, *scenario.Refusal) {
	since, err := bank.ParseDay(c.params.Get("since"))
	if err != nil || since > bank.DayOf(c.now.UTC()) {
		return 0, scenario.Refuse("InvalidSince", "Parameter since is not a past date of the form YYYY-MM-DD.")
	}
	return since, nil
}

// started begins a command and tells its number.
func (c *call) started(cmd state.Command) answer {
	s := cmd.Session
	cmd.Today = state.Today(c.now)
	begun, r := c.State.StartCommand(cmd, c.now)
	if r != nil {
		return answer{refusal: r}
	}
	owner := s.Owner
	if c.behaviour.WrongOwner {
		owner = "someone-else-" + state.Digest(c.Seed, owner, 8)
	}
	return answer{status: 202, owner: owner, schema: "command_setup.xsd", xml: func(x *xmlWriter) {
		x.open("command", attr{"id", begun.ID}, attr{"state", c.behaviour.StateName("setup")}, attr{"name", begun.Name})
		writeProgress(x, 0)
		x.close("command")
	}}
}

// schemaOf is the file name of a finished command's schema.
func schemaOf(cmd *state.Command) string {
	if p := legacyCommandNamed(cmd.Name); p != nil {
		return p.schema
	}
	return "default_import.xsd"
}

// signedSession reads the two parameters that every session command has.
func (c *call) signedSession() (*state.Session, *scenario.Refusal) {
	for _, name := range []string{"sessionId", "sessionIdSignature"} {
		if c.params.Get(name) == "" {
			return nil, scenario.Refuse("InvalidParameter", "Parameter "+name+" is missing.")
		}
	}
	return c.State.FindSession(c.params.Get("sessionId"), c.params.Get("sessionIdSignature"), c.now)
}

// commandStatus is the poll. The reply of a finished import carries its whole result; a failed one is HTTP 200 too.
func commandStatus(c *call) answer {
	cmd := c.State.ReadCommand(c.id)
	if cmd == nil || c.now.Sub(cmd.Started) > state.Retention {
		return answer{refusal: scenario.Refuse("InvalidCommandId", "Command "+c.id+" does not exist.")}
	}
	cmd.Look()
	g := cmd.Stage(c.behaviour, c.Speed, c.Clock)
	finals := 0
	if g.Final {
		finals = c.State.CountFinal(cmd)
	}
	if finals == 2 && c.behaviour.FinalTwice {
		g = state.Stage{State: "in_progress", Progress: state.LastStep}
	}
	c.state = g.State
	schema := "command_setup.xsd"
	if g.State == "successful" {
		schema = schemaOf(cmd)
	}
	return answer{schema: schema, final: g.Final, xml: func(x *xmlWriter) { c.writeCommand(x, cmd, g, finals) }}
}

func (c *call) writeCommand(x *xmlWriter, cmd *state.Command, g state.Stage, finals int) {
	at := []attr{{"id", cmd.ID}, {"state", c.behaviour.StateName(g.State)}, {"name", cmd.Name}}
	if g.Final {
		at = append(at, attr{"target", cmd.Session.Target.Name}, attr{"institution", cmd.Session.Target.Institution})
	}
	x.open("command", at...)
	writeProgress(x, g.Progress)
	switch {
	case g.State == "successful" && cmd.Session.Customer.Result != nil && cmd.Name == state.DefaultImportName:
		x.raw(cmd.Session.Customer.Result)
	case g.State == "successful":
		p := printer{x: x, dice: state.Random(c.Seed, "read "+cmd.ID+" "+strconv.Itoa(finals)), partial: c.behaviour.Partial}
		p.command(cmd, c.statement(cmd, c.behaviour))
	case g.Final:
		writeRefusal(x, c.behaviour.Spoil(c.behaviour.Cause.Translated(cmd.Session.Target.Country)))
	}
	x.close("command")
}

func writeProgress(x *xmlWriter, n int) {
	x.open("progress")
	x.leaf("value", strconv.Itoa(n))
	x.close("progress")
}

// signOut works at the few targets that offer it.
func signOut(c *call) answer {
	s, r := c.signedSession()
	if r != nil {
		return answer{refusal: r}
	}
	l, _ := state.FindTarget(s.Target.Name)
	if !l.SignOut {
		return answer{refusal: scenario.Refuse("CommandNotAvailable", "Command SignOutCommand is not available for target "+s.Target.Name+".")}
	}
	id := c.State.SignOut(s)
	return answer{status: 202, owner: s.Owner, schema: "command_setup.xsd", xml: func(x *xmlWriter) {
		x.open("command", attr{"id", id}, attr{"state", "setup"}, attr{"name", "SignOutCommand"})
		writeProgress(x, 0)
		x.close("command")
	}}
}
