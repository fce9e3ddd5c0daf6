from standfirst.cli import main

main()
