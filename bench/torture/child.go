package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"avagar/app"
	"avagar/app/boot"
	"avagar/app/downloads"
)

// repo is what is downloaded.
const repo = "torture/voice"

// program is the whole of Avagar without a window. It orders the repository, unless that was
// done before it was killed, and ends once it is here.
func program(ctx context.Context, home string, idle bool) (err error) {
	a, err := boot.Open(ctx, home, os.Getenv)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	fmt.Println("open") // the parent waits for it
	if idle {
		<-ctx.Done()
		return nil
	}
	d, err := a.Downloads.Add(ctx, downloads.Wish{Repo: repo})
	if err != nil && !errors.Is(err, app.ErrExists) {
		return err
	}
	d, err = a.Downloads.Wait(ctx, d.ID)
	if err == nil && d.State != app.DownloadDone {
		err = fmt.Errorf("the download is %s: %s %s", d.State, d.Reason, d.Subject)
	}
	return err
}
