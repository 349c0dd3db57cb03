package config

import (
	"fmt"
	"path/filepath"

	"aisdesk/aisclient/team"
	"aisdesk/aisclient/verify/policy"
)

// team reads what the team of a shared archive judges by, as it was read last, or that from which the archive was moved. A policy that cannot be read, such as one of a
// newer version of the program, is named and left out.
func (c *Config) team(what purpose) (err error) {
	c.OwnPolicies = c.Policies
	if what == purposeDemo {
		return nil
	}
	address := c.Archive
	if address == "" {
		address = team.FolderAddress(c.DataDir)
	}
	if c.Judgement, err = team.ReadInForce(filepath.Join(c.StateDir, team.InForceFile(address))); err != nil || c.Judgement == nil {
		return err
	}
	var shared []policy.Policy
	for _, a := range c.Judgement.Accepted {
		name, ok := team.PolicyOf(a.Subject)
		if !ok {
			continue
		}
		claims, err := policy.Claims(fmt.Sprintf("the team's policy %s, version %d,", name, a.Version), []byte(a.Content))
		if err != nil {
			c.Warnings = append(c.Warnings, err.Error())
			continue
		}
		shared = append(shared, policy.Policy{Name: name, Claims: claims, Team: a.Version})
	}
	c.Policies = policy.Over(c.Policies, shared)
	return nil
}
