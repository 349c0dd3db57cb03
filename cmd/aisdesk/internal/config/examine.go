package config

import (
	"context"
	"errors"
	"slices"

	"aisdesk/aisclient"
)

// Examine reads the settings to say everything that is wrong with them. Each mistake is an error of its own. The settings leave out what is wrong; they are nil where the file cannot be read.
func Examine(flags Flags, getenv func(string) string) (c *Config, problems []error) {
	return examine(flags, getenv, purposeAll)
}

func examine(flags Flags, getenv func(string) string, what purpose) (c *Config, problems []error) {
	c, in, h, err := begin(flags, getenv, what)
	if err != nil {
		return nil, []error{err}
	}
	v := c.values(in, flags, getenv, what)
	problems = append(c.mistakes, c.keySource(v, in, h))
	for {
		err := c.apply(v, h)
		problems = append(problems, err)
		e, ok := errors.AsType[*Error](err)
		if !ok || v[e.Setting] == "" {
			break
		}
		delete(v, e.Setting)
		if e.Setting == callbackSecret {
			delete(v, "callback") // which would lack its secret
		}
	}
	problems = append(problems, widgetProblems(c, in)...)
	problems = append(problems, c.lexicon(), c.team(what))
	problems = append(problems, c.problems(what)...)
	return c, slices.DeleteFunc(problems, func(err error) bool { return err == nil })
}

// problems are what check refuses, each time without what it refused before.
func (c *Config) problems(what purpose) (all []error) {
	key := c.KeyFrom
	defer func() { c.KeyFrom = key }()
	for range settings {
		err := c.check(what)
		if err == nil || len(all) > 0 && err.Error() == all[len(all)-1].Error() { // nothing helped: it would be said for ever
			break
		}
		all = append(all, err)
		e, ok := errors.AsType[*Error](err)
		if !ok || !c.without(e.Setting) {
			break
		}
	}
	return all
}

// without takes a setting that was refused out of the way of those behind it; false where nothing is behind it.
func (c *Config) without(setting string) bool {
	switch setting {
	case "env":
		c.Environment = ""
	case "callback", callbackSecret:
		c.Callback = Callback{}
	case "encrypt":
		c.Encrypt = ""
	case "client":
		c.Client = "none"
	case keySetting:
		c.APIKey, c.KeyFrom = aisclient.Secret{}, func(context.Context) (aisclient.Secret, error) { return aisclient.Secret{}, nil }
	case "api-url":
		c.APIURL = ""
	case "widget-url":
		c.WidgetURL = ""
	default:
		return false
	}
	return true
}
