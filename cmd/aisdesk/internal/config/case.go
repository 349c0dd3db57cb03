package config

import (
	"slices"
	"strings"

	"aisdesk/aisclient/casefile"
)

// caseTable is the [case] table of the config file.
type caseTable struct {
	Author   string `toml:"author"`
	FourEyes string `toml:"four_eyes"`
	Sign     string `toml:"sign"`
	SignKey  string `toml:"sign_key"`
}

// cases settles who acts in cases, how many decide, and whether acts are signed.
func (c *Config) cases(v map[string]string, h *home) (err error) {
	c.Case.Author = strings.TrimSpace(v["author"])
	if len(c.Case.Author) > 200 {
		return c.bad("author", "has over 200 bytes", "")
	}
	c.Case.FourEyes = casefile.FourEyes(v["four-eyes"])
	known := []casefile.FourEyes{"", casefile.FourEyesNone, casefile.FourEyesApprove, casefile.FourEyesAll}
	if !slices.Contains(known, c.Case.FourEyes) {
		return c.bad("four-eyes", "is not none, approve or all", "")
	}
	switch v["sign"] {
	case "", "none":
	case "ssh":
		c.Case.Sign = true
	default:
		return c.bad("sign", "is not ssh or none", "")
	}
	c.Case.Key = v["sign-key"]
	if strings.HasPrefix(c.Case.Key, "~") {
		c.Case.Key, err = h.expand(c.Case.Key)
	}
	if err != nil {
		return c.bad("sign-key", err.Error(), "")
	}
	return nil
}
