"""The desk: pages and an API over one project, one file for each page.

Pages are made on the server and need no script. `dateline.web.app` makes the application, `dateline.web.serving` runs it.
"""
