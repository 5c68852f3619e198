"""Files that people write: YAML read so that every fault can be told with its file, its line and its cure.

Above: policy and app, whose files these are.
Below: core.
Does not know: what a file is about; its model is handed in.
"""
