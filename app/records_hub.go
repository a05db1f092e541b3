package app

import "time"

// DownloadState is what the queue does with a download.
type DownloadState string

// States of a Download. Those that end it are DownloadDone and
// DownloadCancelled; from every other one it can go on.
const (
	DownloadWaiting   DownloadState = "waiting" // for its turn
	DownloadRunning   DownloadState = "running"
	DownloadHeld      DownloadState = "held"   // goes on by itself once its Reason is gone
	DownloadPaused    DownloadState = "paused" // by the person
	DownloadFailed    DownloadState = "failed" // waits for the person, who is told the Reason
	DownloadDone      DownloadState = "done"
	DownloadCancelled DownloadState = "cancelled" // its partial files are gone
)

// Ended tells whether nothing more will happen to a download by itself or by
// being resumed.
func (s DownloadState) Ended() bool { return s == DownloadDone || s == DownloadCancelled }

// Reasons why a Download is held. The queue waits these out.
const (
	ReasonWindow  = "window"  // not the hours of the day that were chosen
	ReasonMetered = "metered" // the line is paid by volume
	ReasonOffline = "offline" // the person chose to stay offline
	ReasonNetwork = "network" // no network, or the hub out of reach
	ReasonFilter  = "filter"  // something between here and the hub answers in its place
	ReasonLimited = "limited" // too many requests
	ReasonServer  = "server"  // the hub has trouble of its own
	ReasonProxy   = "proxy"   // the proxy does not answer
	ReasonBusy    = "busy"    // another program is at work on the same file
)

// Reasons why a Download failed. Subject names the file, where it is about one.
const (
	ReasonGated     = "gated"     // access has to be asked for on the hub's page
	ReasonDenied    = "denied"    // and was not granted
	ReasonToken     = "token"     // the token is wrong or expired
	ReasonForbidden = "forbidden" // the token is right but may not do this
	ReasonNoRepo    = "no_repo"   // removed, private, or never there
	ReasonNoCommit  = "no_commit" // the revision is gone
	ReasonNoFile    = "no_file"   // the file is gone
	ReasonEmpty     = "empty"     // there is no file to fetch
	ReasonDisabled  = "disabled"  // the hub has closed the repository
	ReasonChanged   = "changed"   // the file is not the one that was asked for any more
	ReasonCorrupt   = "corrupt"   // what arrives has a wrong sum, time and again
	ReasonSize      = "size"      // what arrives is longer or shorter than was said
	ReasonNoSpace   = "no_space"  // the disk is full
	ReasonReadOnly  = "read_only" // the folder cannot be written
	ReasonName      = "name"      // a file name that is not safe here
	ReasonNotHub    = "not_hub"   // the endpoint lacks what a hub answers with
	ReasonClock     = "clock"     // no certificate holds on this computer's date
	ReasonRefused   = "refused"   // the server refuses to send it
	ReasonUnknown   = "unknown"   // the log knows more
)

// Priorities of a Download. Any number does; higher goes first.
const (
	PriorityLow    = -1
	PriorityNormal = 0
	PriorityHigh   = 1
)

// Download is one order of files from one repository, in the queue or ended.
type Download struct {
	ID       int64
	User     int64
	Repo     string         // as hub.Repo writes it: org/name, datasets/org/name
	Revision string         // as the person asked for it: a branch, a tag, a commit
	Commit   string         // what that was; empty until the hub was asked
	Folder   string         // of the repository, where it was ordered by folder; else empty
	Chosen   bool           // Files were named one by one, not by their folder
	Files    []DownloadFile // left out of lists
	Count    int            // of Files
	State    DownloadState
	Reason   string    // why it is held or failed: a code, which app/fa tells
	Subject  string    // what Reason is about: a file, where there is one
	Priority int       // higher goes first
	Position int       // in its priority; lower goes first
	Forced   bool      // goes on outside the chosen hours and on a metered line
	Limit    int64     // bytes a second; 0 is none
	Done     int64     // bytes, over all files
	Total    int64     // bytes, over all files; 0 until the hub was asked
	Tries    int       // times it was held for the network since it last got on
	RetryAt  time.Time // when a Download held for the network is tried again
	AddedAt  time.Time
	EndedAt  time.Time // zero until State.Ended
}

// DownloadFile is one file of a Download.
type DownloadFile struct {
	Path   string        // in the repository
	Size   int64         // bytes; -1 where nobody said
	SHA1   string        // of the git blob; hex
	SHA256 string        // of the content, where the hub knows it; hex
	Done   int64         // bytes here
	State  DownloadState // waiting, running or done
}

// DownloadProgress is how far a running Download is.
type DownloadProgress struct {
	ID          int64
	File        string // the one being fetched
	FileDone    int64  // bytes
	FileTotal   int64  // bytes
	Done, Total int64  // bytes, over all files
	PerSecond   float64
	Left        time.Duration // 0 where it cannot be told
	Stalled     bool          // nothing arrives
	Verifying   bool          // all has arrived; its sum is being taken
}

// Model is a folder of the hub that is whole on this computer.
type Model struct {
	ID      int64
	User    int64
	Repo    string // as hub.Repo writes it
	Commit  string
	Folder  string // of the repository; empty is all of it
	Family  string // what kind of voice it is, or empty
	Bytes   int64
	Path    string // of the folder on this computer
	AddedAt time.Time
}

// FoundQuery is what to look for among what was Found. Empty fields ask nothing.
type FoundQuery struct {
	Kind     string
	Text     string // every word of it begins a word of the id, author, tags or title
	Author   string
	Task     string
	Library  string
	License  string
	Language string
	Limit    int
}

// Found is a repository of the hub as it was last seen, to be searched without
// a network.
type Found struct {
	ID        int64
	User      int64
	Kind      string // model, dataset, space
	Repo      string // as hub.Repo writes it
	Title     string // of its card
	Author    string
	Task      string
	Library   string
	License   string
	Gated     string // "", auto, manual
	Languages []string
	Tags      []string
	Downloads int64
	Likes     int64
	Bytes     int64  // -1 where nobody counted
	Class     string // what it is to the program, as app/library says it
	SHA       string
	Modified  time.Time
	Data      []byte // JSON of app/library: files, card
	SeenAt    time.Time
}
