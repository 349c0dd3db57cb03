package config

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient/casefile"
)

// caseTable is the [case] table of the config file.
type caseTable struct {
	Author   string `toml:"author"`
	FourEyes string `toml:"four_eyes"`
	Sign     string `toml:"sign"`
	SignKey  string `toml:"sign_key"`
	Keep     string `toml:"keep_cases"`
}

// keyOf is the name that a setting has in the config file.
func keyOf(setting string) string {
	key := strings.ReplaceAll(setting, "-", "_")
	switch {
	case setting == "env":
		return "environment"
	case slices.Contains(keysOf(caseTable{}), key):
		return "case." + key
	}
	return key
}

// keepTime reads how long case files are kept: days, months or years, or forever; empty is not said.
func keepTime(s string) (time.Duration, error) {
	const day = 24 * time.Hour
	switch s {
	case "":
		return 0, nil
	case "forever":
		return -1, nil
	}
	units := map[byte]time.Duration{'d': day, 'm': 30 * day, 'y': 365 * day}
	n, err := strconv.Atoi(s[:len(s)-1])
	unit, ok := units[s[len(s)-1]]
	if err != nil || !ok || n < 1 || n > 36500 || time.Duration(n) > 100*365*day/unit {
		return 0, errors.New("is not a time such as 90d, 18m or 5y, nor forever")
	}
	return time.Duration(n) * unit, nil
}

// cases settles who acts in cases, how many decide, and whether acts are signed.
func (c *Config) cases(v map[string]string, h *home) (err error) {
	c.Case.Author = strings.TrimSpace(v["author"])
	if len(c.Case.Author) > 200 {
		return c.bad("author", "is longer than 200 bytes", "")
	}
	c.Case.FourEyes = casefile.FourEyes(v["four-eyes"])
	known := []casefile.FourEyes{"", casefile.FourEyesNone, casefile.FourEyesApprove, casefile.FourEyesAll}
	if !slices.Contains(known, c.Case.FourEyes) {
		return wrong(c, "four-eyes", v["four-eyes"], "is not none, approve or all", "")
	}
	if c.Case.Keep, err = keepTime(v["keep-cases"]); err != nil {
		return wrong(c, "keep-cases", v["keep-cases"], err.Error(), "")
	}
	switch v["sign"] {
	case "", "none":
	case "ssh":
		c.Case.Sign = true
	default:
		return wrong(c, "sign", v["sign"], "is not ssh or none", "")
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
