@echo off
rem Starts the mock server, as mock-server does where there is a shell; --help lists the options.
setlocal
for %%i in ("%~dp0..") do set "home=%%~fi"
if exist "%home%\runtime\bin\java.exe" goto archive
set "lib=%home%\target"
set "mcp=%home%\mcp\target"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
goto start

:archive
set "lib=%home%\lib"
set "mcp=%lib%"
set "java=%home%\runtime\bin\java"

:start
set "jar=%lib%\qixiangyun-login-mock-server.jar"
set "classes=%lib%\mock-server.jsa"
set "missing=%jar%"
set "module=mock-server"
if not exist "%missing%" goto missing
if "%~1"=="mcp" goto mcp
"%java%" "-XX:SharedArchiveFile=%classes%" -Xshare:auto -Xlog:disable "-Xlog:all=error,cds*=off:stderr" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "%jar%" %*
exit /b %errorlevel%

:mcp
set "missing=%mcp%\qixiangyun-login-mock-mcp.jar"
set "module=mock-server/mcp"
if not exist "%missing%" goto missing
"%java%" "-Dqixiangyun.mock-server.jar=%jar%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "%mcp%\qixiangyun-login-mock-mcp.jar" %*
exit /b %errorlevel%

:missing
echo mock-server: %missing% is missing. Build it: mvnw -DskipTests -pl %module% -am package 1>&2
exit /b 2
