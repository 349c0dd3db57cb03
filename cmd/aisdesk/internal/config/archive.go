package config

import (
	"net/url"
	"path/filepath"

	"aisdesk/aisclient/objects/s3"
	"aisdesk/aisclient/replica"
	"aisdesk/aisclient/team"
)

// archive settles where saved imports are: file:///DIR is another name for data-dir, s3://BUCKET a store that a team shares,
// of which the data directory holds this machine's copy.
func (c *Config) archive(value string) error {
	if value == "" {
		return nil
	}
	const forms = "It is file:///DIRECTORY, or s3://BUCKET?region=REGION"
	u, err := url.Parse(value)
	if err != nil {
		return c.bad("archive", "is no address", forms)
	}
	switch u.Scheme {
	case "file":
		dir := filepath.FromSlash(u.Path)
		if u.Host != "" || !filepath.IsAbs(dir) {
			return c.bad("archive", "names no directory of this machine", forms)
		}
		if c.DataDir != "" && filepath.Clean(c.DataDir) != filepath.Clean(dir) {
			return c.bad("archive", "names another directory than data-dir", "Set one of the two")
		}
		c.DataDir = dir
	case "s3":
		if _, err := s3.Open(u, nil); err != nil {
			return c.bad("archive", err.Error(), "")
		}
		c.Archive = value
	default:
		return c.bad("archive", "is neither a directory nor a bucket", forms)
	}
	return nil
}

// copyOfTeam is the directory of this machine's copy of a team's archive where none is set: the usual one, unless an archive in
// another one was brought into the store, as "aisdesk archive move" does.
func copyOfTeam(c *Config) string {
	dir := team.Dir(filepath.Join(c.StateDir, team.PinFile(c.Archive)))
	if dir == "" || replica.Belongs(c.DataDir, c.Archive) == nil || replica.Belongs(dir, c.Archive) != nil {
		return c.DataDir
	}
	return dir
}

// defaultCacheMB is how many megabytes of replies this machine keeps of a team's archive unless told otherwise.
const defaultCacheMB = 4096

// cache settles how much room the replies of a team's archive take on this machine. 0 keeps all.
func (c *Config) cache(v map[string]string) error {
	if v["cache-mb"] == "" {
		c.CacheBytes = defaultCacheMB << 20
		return nil
	}
	mb, err := c.number("cache-mb", v, 0, 1<<20)
	c.CacheBytes = int64(mb) << 20
	return err
}
